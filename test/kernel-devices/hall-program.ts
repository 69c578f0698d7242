import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../scripts/prepare.mjs';

const STOP_TIMEOUT_MS = 5_000;
const OUTPUT_TAIL_CHARS = 4_000;

/** A program of dist/ on the host. It ends with this process, however that ends: the next run needs its port. */
export class HallProgram {
  readonly #child: ChildProcess;
  #output = '';

  constructor(
    readonly program: string,
    args: readonly string[],
  ) {
    const command = ['--pdeathsig', 'TERM', process.execPath, join(ROOT, 'dist', program), ...args];
    this.#child = spawn('setpriv', command, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_TAIL_CHARS);
      });
    }
    this.#child.on('error', (error) => {
      this.#output += String(error);
    });
  }

  /** @throws with what it said, where it has ended */
  mustRun(): void {
    if (!this.#isRunning()) throw new Error(`${this.program} has ended:\n${this.#output}`);
  }

  async stop(): Promise<void> {
    if (!this.#isRunning()) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(late);
  }

  #isRunning(): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }
}

export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new Error(`port ${port} is in use; has another run not ended?`, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}
