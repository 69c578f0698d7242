import { spawnSync } from 'node:child_process';
import { closeSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { randomBytes } from './noise.ts';

/** The native part of node-pty; its public `open()` also reads the other end and steals the first bytes. */
interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

const require = createRequire(import.meta.url);
const native = require(`@lydell/node-pty-linux-${process.arch}/pty.node`) as NativePty;

/** More than this unread means that nobody is at the other end; a wire would have lost the bytes, too. */
const UNREAD_LIMIT_BYTES = 8192;

/** How long the other end is believed to keep the rate it was found at. Asking costs a process. */
const TRUST_SAME_RATE_MS = 250;
const TRUST_OTHER_RATE_MS = 20;

/**
 * One end of a wire. The other end is a serial port under `link`, a name that stays when the port goes and comes back,
 * as `/dev/serial/by-id/…` does.
 */
export class PseudoTerminal {
  readonly port: string;
  readonly #link: string;
  readonly #slave: number;
  readonly #master: ReadStream;
  readonly #baud: number | undefined;
  #rate = { baud: 0, trustedUntil: 0 };

  /** @param baud rate of this end: while the other has set another, both hear nothing but noise. Absent: any will do */
  constructor(link: string, onData: (bytes: Uint8Array) => void, baud?: number) {
    const { master, slave, pty } = native.open(80, 24);
    // A terminal echoes and translates until somebody sets it raw. The daemon does when it opens the port; before and
    // after that nothing may be echoed back into the fake either.
    const stty = spawnSync('stty', ['-F', pty, 'raw', '-echo', '-iexten']);
    if (stty.status !== 0) throw new Error(`stty on ${pty} failed: ${String(stty.stderr)}`);
    this.port = pty;
    this.#link = link;
    // Kept open so that the wire does not hang up when the daemon closes its end.
    this.#slave = slave;
    this.#master = new ReadStream(master);
    this.#baud = baud;
    this.#master.on('data', (bytes: Buffer) => onData(this.onTheWire(bytes)));
    // EIO once both ends are closed; the wire is gone then and nobody is left to tell.
    this.#master.on('error', () => undefined);
    const temporary = `${link}.${process.pid}`;
    symlinkSync(pty, temporary);
    renameSync(temporary, link);
  }

  /** What the other end is to get: with a rate, what `onTheWire` makes of it. */
  write(bytes: Uint8Array): void {
    if (this.#master.destroyed || this.#master.writableLength > UNREAD_LIMIT_BYTES) return;
    this.#master.write(bytes);
  }

  /** A pseudo-terminal carries bytes at any rate; a line carries bits, which make sense at one only. */
  onTheWire(bytes: Uint8Array): Uint8Array {
    if (this.#baud === undefined) return bytes;
    const now = performance.now();
    if (now > this.#rate.trustedUntil) {
      const baud = rateOf(this.#slave);
      const trustMs = baud === this.#baud ? TRUST_SAME_RATE_MS : TRUST_OTHER_RATE_MS;
      this.#rate = { baud, trustedUntil: now + trustMs };
    }
    return this.#rate.baud === this.#baud ? bytes : randomBytes(bytes.length);
  }

  /** The cable is pulled: the port goes away under whoever has it open. */
  close(): void {
    try {
      if (readlinkSync(this.#link) === this.port) unlinkSync(this.#link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    this.#master.destroy();
    closeSync(this.#slave);
  }
}

/** What the other end has set. The open descriptor is handed over: a port that is held exclusively cannot be opened. */
function rateOf(slave: number): number {
  const stty = spawnSync('stty', ['speed'], { stdio: [slave, 'pipe', 'pipe'] });
  const baud = Number(String(stty.stdout).trim());
  if (stty.status !== 0 || !(baud > 0)) throw new Error(`stty speed failed: ${String(stty.stderr)}`);
  return baud;
}
