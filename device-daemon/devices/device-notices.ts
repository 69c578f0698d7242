import type { DeviceState } from '#shared/protocol/states.ts';
import type { Logger } from '../audit/logger.ts';
import { type DeviceFault, deviceStateOf } from './device-life.ts';

/** The log of one device's life: each time it comes into use, and each new fault once, not each attempt to get over it. */
export class DeviceNotices {
  #lastFault: string | null = null;

  /** @param what as the log is to name it */
  constructor(
    private readonly logger: Logger,
    private readonly what: string,
  ) {}

  online(fields: Readonly<Record<string, string | null>>): void {
    this.#lastFault = null;
    this.logger.info(`${this.what} online`, fields);
  }

  /** @returns the word of the protocol for a device with this fault */
  fault(fault: DeviceFault): DeviceState {
    const device = deviceStateOf(fault);
    const text = fault.type === 'broken' ? `broken ${fault.code}` : fault.type;
    if (text !== this.#lastFault) {
      this.#lastFault = text;
      this.logger.warn(`${this.what} not usable`, { fault: text, device });
    }
    return device;
  }
}
