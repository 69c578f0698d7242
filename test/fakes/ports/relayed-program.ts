import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One run of the program: whoever started it waits for its end. */
export interface ProgramRun {
  /** Values of the variables that it was to tell, in their order. */
  readonly variables: readonly string[];
  /** Its whole standard input. */
  readonly input: Buffer;
  /** Aborts when it was killed, or has ended. */
  readonly gone: AbortSignal;
  /** Writes this to its standard output and ends it. */
  end(exitCode: number, output?: Uint8Array): void;
}

/**
 * The other end: the variables, a line each, and the standard input as a line of base64 go there; a line with the exit code
 * and base64 come back. The connection ends with the process, whatever ends that. A shell is up in milliseconds; sentences
 * would wait for anything bigger.
 */
const relay = (port: number, variables: readonly string[]) => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port} || exit 1
${variables.map((name) => `printf '%s\\n' "$${name}" >&3`).join('\n')}
base64 -w0 >&3
printf '\\n' >&3
read -r code <&3 || exit 1
base64 -d <&3
exit "$code"
`;

/** A file that anybody can execute, as often as they like; every run is served by this process. */
export class RelayedProgram {
  readonly #path: string;
  readonly #script: string;
  runs = 0;

  private constructor(path: string, script: string) {
    this.#path = path;
    this.#script = script;
    process.on('exit', () => this.uninstall());
    process.on('SIGTERM', () => process.exit(0));
    process.on('SIGINT', () => process.exit(0));
  }

  /** Installs it. @param variables of its environment that are told */
  static serve(
    path: string,
    variables: readonly string[],
    serve: (run: ProgramRun) => void,
  ): Promise<RelayedProgram> {
    return new Promise((resolve) => {
      const server = createServer((socket) => {
        program.runs += 1;
        receive(socket, variables.length, serve);
      });
      let program: RelayedProgram;
      server.listen(0, '127.0.0.1', () => {
        program = new RelayedProgram(path, relay((server.address() as AddressInfo).port, variables));
        program.install();
        resolve(program);
      });
    });
  }

  get installed(): boolean {
    return existsSync(this.#path);
  }

  install(): void {
    writeFileSync(this.#path, this.#script);
    chmodSync(this.#path, 0o755);
  }

  uninstall(): void {
    rmSync(this.#path, { force: true });
  }
}

function receive(socket: Socket, variableCount: number, serve: (run: ProgramRun) => void): void {
  const gone = new AbortController();
  const chunks: Buffer[] = [];
  let linesMissing = variableCount + 1;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    linesMissing -= chunk.filter((byte) => byte === 0x0a).length;
    if (linesMissing !== 0) return;
    linesMissing = -1;
    const lines = Buffer.concat(chunks).toString('utf8').split('\n');
    serve({
      variables: lines.slice(0, variableCount),
      input: Buffer.from(lines[variableCount] ?? '', 'base64'),
      gone: gone.signal,
      end: (exitCode, output = new Uint8Array()) => {
        if (!gone.signal.aborted) socket.end(`${exitCode}\n${Buffer.from(output).toString('base64')}`);
      },
    });
  });
  socket.on('close', () => gone.abort());
  socket.on('error', () => undefined);
}
