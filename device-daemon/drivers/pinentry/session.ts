import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { AssuanParser, encodeAssuanCommand } from '../../framing/assuan.ts';

/** `gone`: the process ended, or could not be started, or said what no pinentry says. */
export type PinentryReply =
  | { readonly type: 'ok' }
  | { readonly type: 'err'; readonly code: number }
  | { readonly type: 'gone' }
  | { readonly type: 'silent' };

/** A pinentry answers everything but GETPIN at once; a graphical one first connects to its display. */
const REPLY_TIMEOUT_MS = 5000;
const EXIT_TIMEOUT_MS = 1000;

/** One pinentry process and the lines that go to and fro, one command at a time. */
export class PinentrySession {
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #parser: AssuanParser;
  #onReply: ((reply: PinentryReply) => void) | null = null;
  #onData: ((bytes: Uint8Array) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(program: string) {
    this.#parser = new AssuanParser({
      line: (line) => {
        if (line.type === 'data') this.#onData?.(line.bytes);
        else if (line.type === 'ok' || line.type === 'err') this.#reply(line);
        else if (line.type !== 'status') this.kill();
      },
      tooLong: () => this.kill(),
    });
    // What it writes to its standard error may tell what was entered: it goes nowhere.
    this.#child = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.stdout.on('data', (bytes: Buffer) => {
      this.#parser.push(bytes);
      bytes.fill(0);
    });
    // A process that has just gone tells so by `close`; what was written to it is of no use then.
    this.#child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.#lose();
        resolve();
      };
      this.#child.once('close', end);
      this.#child.once('error', end);
    });
  }

  /** The greeting with which every server begins. */
  greeting(): Promise<PinentryReply> {
    return this.#await(REPLY_TIMEOUT_MS);
  }

  /** @param options.onData gets the bytes of an answer; overwritten after the call */
  command(
    name: string,
    argument?: string,
    options: { timeoutMs?: number; onData?: (bytes: Uint8Array) => void } = {},
  ): Promise<PinentryReply> {
    const reply = this.#await(options.timeoutMs ?? REPLY_TIMEOUT_MS);
    this.#onData = options.onData;
    if (!this.#gone) this.#child.stdin.write(encodeAssuanCommand(name, argument));
    return reply;
  }

  /** Takes leave; one that does not go by itself is ended. */
  async close(): Promise<void> {
    if (!this.#gone) this.#child.stdin.end(encodeAssuanCommand('BYE'));
    const timer = setTimeout(() => this.kill('SIGKILL'), EXIT_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** The dialog disappears at once. */
  kill(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): void {
    this.#child.kill(signal);
    this.#lose();
  }

  #await(timeoutMs: number): Promise<PinentryReply> {
    if (this.#onReply !== null) throw new Error('a pinentry command while another one is running');
    if (this.#gone) return Promise.resolve({ type: 'gone' });
    return new Promise((resolve) => {
      this.#onReply = resolve;
      this.#timer = setTimeout(() => this.#reply({ type: 'silent' }), timeoutMs);
    });
  }

  #reply(reply: PinentryReply): void {
    clearTimeout(this.#timer);
    const onReply = this.#onReply;
    this.#onReply = null;
    this.#onData = undefined;
    onReply?.(reply);
  }

  #lose(): void {
    this.#gone = true;
    this.#parser.reset();
    this.#reply({ type: 'gone' });
  }
}
