import { closeSync, openSync, read, writeSync } from 'node:fs';
import {
  createEvent,
  destroyEvent,
  getReportReplyEvent,
  type HidIdentity,
  type HidReportType,
  inputEvent,
  readUhidEvent,
  setReportReplyEvent,
  UHID_EVENT_BYTES,
} from './uhid-events.ts';

export type { HidIdentity, HidReportType } from './uhid-events.ts';

/** What the device does with what the host sends. Reports are as on a USB cable: with their number, if they have one. */
export interface HidHandlers {
  output(report: Uint8Array): void;
  /** Null refuses; without it every call is refused. */
  getReport?(number: number, type: HidReportType): Uint8Array | null;
  /** False refuses; without it an output report is taken as if it had come over the interrupt pipe. */
  setReport?(number: number, type: HidReportType, report: Uint8Array): boolean;
}

const DEVICE = '/dev/uhid';

/** A HID device that the kernel believes to be plugged in. Needs Linux with the module `uhid`, and root. */
export class UhidDevice {
  readonly #fd: number;
  readonly #handlers: HidHandlers;
  #alive = true;
  #started = false;
  readonly #atExit = () => this.destroy();

  constructor(identity: HidIdentity, handlers: HidHandlers) {
    this.#handlers = handlers;
    try {
      this.#fd = openSync(DEVICE, 'r+');
    } catch (error) {
      throw new Error(`a HID device in user space needs ${DEVICE} (module uhid, as root)`, { cause: error });
    }
    writeSync(this.#fd, createEvent(identity));
    process.once('exit', this.#atExit);
    this.#read();
  }

  /** An input report, with its number in front where the descriptor gives numbers. */
  input(report: Uint8Array): void {
    if (this.#alive) writeSync(this.#fd, inputEvent(report));
  }

  /**
   * Unplugs it. The kernel answers with a last event, with which the descriptor is closed; to a device that it has not
   * started yet it would not, so that one is started first.
   */
  destroy(): void {
    if (!this.#alive) return;
    this.#alive = false;
    process.off('exit', this.#atExit);
    if (this.#started) writeSync(this.#fd, destroyEvent());
  }

  /**
   * One read is always under way. It occupies a thread of the pool until the next event, and a process that ends waits
   * for its threads: hence the `destroy` at exit, which brings the last event.
   */
  #read(): void {
    read(this.#fd, Buffer.alloc(UHID_EVENT_BYTES), 0, UHID_EVENT_BYTES, null, (error, _length, buffer) => {
      if (error !== null) throw error;
      const event = readUhidEvent(buffer);
      if (event.type === 'start') this.#started = true;
      if (!this.#alive) {
        if (event.type === 'start') writeSync(this.#fd, destroyEvent());
        if (event.type === 'stop') closeSync(this.#fd);
        else this.#read();
        return;
      }
      this.#read();
      switch (event.type) {
        case 'output':
          this.#handlers.output(event.report);
          return;
        case 'getReport': {
          const report = this.#handlers.getReport?.(event.number, event.of) ?? null;
          writeSync(this.#fd, getReportReplyEvent(event.id, report));
          return;
        }
        case 'setReport': {
          const accepted = this.#setReport(event.number, event.of, event.report);
          writeSync(this.#fd, setReportReplyEvent(event.id, accepted));
          return;
        }
        default:
      }
    });
  }

  #setReport(number: number, type: HidReportType, report: Uint8Array): boolean {
    if (this.#handlers.setReport !== undefined) return this.#handlers.setReport(number, type, report);
    if (type !== 'output') return false;
    this.#handlers.output(report);
    return true;
  }
}
