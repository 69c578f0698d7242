import { spawnSync } from 'node:child_process';
import { closeSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';

/** The native part of node-pty; its public `open()` also reads the other end and steals the first bytes. */
interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

const require = createRequire(import.meta.url);
const native = require(`@lydell/node-pty-linux-${process.arch}/pty.node`) as NativePty;

/** More than this unread means that nobody is at the other end; a wire would have lost the bytes, too. */
const UNREAD_LIMIT_BYTES = 8192;

/**
 * One end of a wire. The other end is a serial port under `link`, a name that stays when the port goes and comes back,
 * as `/dev/serial/by-id/…` does.
 */
export class PseudoTerminal {
  readonly port: string;
  readonly #link: string;
  readonly #slave: number;
  readonly #master: ReadStream;

  constructor(link: string, onData: (bytes: Uint8Array) => void) {
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
    this.#master.on('data', (bytes: Buffer) => onData(bytes));
    // EIO once both ends are closed; the wire is gone then and nobody is left to tell.
    this.#master.on('error', () => undefined);
    const temporary = `${link}.${process.pid}`;
    symlinkSync(pty, temporary);
    renameSync(temporary, link);
  }

  write(bytes: Uint8Array): void {
    if (this.#master.destroyed || this.#master.writableLength > UNREAD_LIMIT_BYTES) return;
    this.#master.write(bytes);
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
