import { spawn } from 'node:child_process';

/**
 * `ended` with what it wrote · `failed` with an exit code or a signal · `missing`: it cannot be started · `late`: it was
 * ended because its time was up · `tooMuch`: because it wrote more than anybody takes · `canceled`: the signal came
 */
export type ProgramEnd =
  | { readonly type: 'ended'; readonly output: Uint8Array }
  | { readonly type: 'failed'; readonly code: string }
  | { readonly type: 'missing' | 'late' | 'tooMuch' | 'canceled' };

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input: Uint8Array;
  readonly outputMaxBytes: number;
  readonly timeoutMs: number;
}

/** One process from its start to its end; it is gone when this settles. Never throws. */
export function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
  if (signal.aborted) return Promise.resolve({ type: 'canceled' });
  return new Promise((resolve) => {
    // What it writes to its standard error may tell what is being said: it goes nowhere. In a process group of its own, so
    // that what a script has started falls silent with it.
    const child = spawn(call.program, call.args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...call.environment },
      detached: true,
    });
    const output: Buffer[] = [];
    let bytes = 0;
    let ending: ProgramEnd | null = null;

    const kill = (reason: ProgramEnd) => {
      ending ??= reason;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // It has just ended by itself.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    };
    const cancel = () => kill({ type: 'canceled' });
    const timer = setTimeout(() => kill({ type: 'late' }), call.timeoutMs);
    const settle = (end: ProgramEnd) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(ending ?? end);
    };

    signal.addEventListener('abort', cancel, { once: true });
    child.once('error', () => settle({ type: 'missing' }));
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > call.outputMaxBytes) kill({ type: 'tooMuch' });
      else output.push(chunk);
    });
    // A program that ends before it has read everything tells so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(call.input);
    child.once('close', (code, killedBy) =>
      settle(
        code === 0
          ? { type: 'ended', output: Buffer.concat(output) }
          : { type: 'failed', code: String(code ?? killedBy) },
      ),
    );
  });
}
