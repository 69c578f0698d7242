import { setTimeout as sleep } from 'node:timers/promises';

export type User = 'root' | 'kiosk' | 'nobody';

export interface ProgramState {
  readonly running: boolean;
  readonly code: number | null;
  readonly signal: string | null;
  /** Both streams, as they came. */
  readonly output: string;
}

/** What can be asked of the agent inside the guest; see agent.mjs. */
export class Guest {
  constructor(private readonly agentPort: number) {}

  run(
    command: readonly string[],
    { user = 'root', timeoutMs = 60_000 }: { user?: User; timeoutMs?: number } = {},
  ) {
    return this.#call<ProgramState>('POST', '/run', { command, user, timeoutMs });
  }

  /** The text of a file, or of whatever a shell makes of it. */
  async shell(line: string): Promise<string> {
    const { code, output } = await this.run(['/bin/sh', '-c', line]);
    if (code !== 0) throw new Error(`${line}: exit code ${code}\n${output}`);
    return output.trim();
  }

  start(name: string, command: readonly string[], user: User = 'root') {
    return this.#call<ProgramState>('PUT', `/programs/${name}`, { command, user });
  }

  program(name: string) {
    return this.#call<ProgramState>('GET', `/programs/${name}`);
  }

  stop(name: string) {
    return this.#call<ProgramState>('DELETE', `/programs/${name}`);
  }

  writeFile(path: string, text: string, user: User = 'root') {
    return this.#call('PUT', '/files', { path, text, user });
  }

  /** Makes a port of the guest's loopback reachable under the same number of the host's. */
  openPort(port: number) {
    return this.#call('PUT', `/ports/${port}`);
  }

  async #call<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${this.agentPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`guest: ${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

/** Asks again and again; what a test waits for has no time of its own. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await ask();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not after ${timeoutMs / 1000} s`);
    await sleep(100);
  }
}
