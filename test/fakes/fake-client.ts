import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FakeAnswer, FakeReady } from './fake-process.ts';
import { FakeRefusal } from './fake-process.ts';

/** A running fake device. `info` is what it said of its port when it was ready. */
export class FakeDevice {
  #nextId = 1;
  readonly #waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();

  private constructor(
    readonly name: string,
    readonly child: ChildProcess,
    readonly info: Record<string, unknown>,
  ) {
    child.on('message', (message: FakeAnswer) => this.#settle(message));
    child.on('exit', () => this.#abandon(new Error(`the fake ${name} has ended`)));
  }

  /** @param name folder of the fake · args its command line, see its main.ts */
  static start(name: string, args: readonly string[], distFolder = DIST_FAKES): Promise<FakeDevice> {
    const child = fork(`${distFolder}/${name}.js`, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the fake ${name} ended at once, exit code ${code}`)));
      child.once('message', (message: FakeReady) => {
        child.removeAllListeners('exit');
        resolve(new FakeDevice(name, child, message.info));
      });
    });
  }

  /** @throws FakeRefusal when the fake refuses the call */
  call<T = unknown>(call: string, body?: unknown): Promise<T> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as T), reject });
      this.child.send({ id, call, body });
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }

  #settle(message: FakeAnswer): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    if (message.ok) waiting.resolve(message.result);
    else waiting.reject(new FakeRefusal(message.status as 400 | 404 | 409, message.error));
  }

  #abandon(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** The built fakes, whether this file runs from a bundle of its own or from the source tree. */
const DIST_FAKES = fileURLToPath(
  new URL('dist/fakes', new URL(/^.*?(?=dist\/fakes\/|test\/fakes\/)/.exec(import.meta.url)?.[0] ?? '')),
);
