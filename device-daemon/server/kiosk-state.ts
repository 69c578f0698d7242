import { EventEmitter } from 'node:events';
import type { UnsolicitedPayload } from '#shared/protocol/messages.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import { availabilityOf } from './availability.ts';

interface KioskStateEvents {
  statusChanged: [changed: UnsolicitedPayload<'Common.StatusChangedEvent'>];
  availabilityChanged: [payload: UnsolicitedPayload<'Kiosk.AvailabilityChangedEvent'>];
}

/** The state of every device in one place: what hello, Common.Status, /health and /metrics tell. */
export class KioskState extends EventEmitter<KioskStateEvents> {
  #status: FullStatus;
  #sessionOpen = false;
  #availability: string;

  constructor(initial: FullStatus) {
    super();
    this.#status = initial;
    this.#availability = JSON.stringify(this.availability);
  }

  get status(): FullStatus {
    return this.#status;
  }

  get sessionOpen(): boolean {
    return this.#sessionOpen;
  }

  get availability() {
    return availabilityOf(this.#status, this.#sessionOpen);
  }

  change<Device extends keyof FullStatus>(device: Device, status: FullStatus[Device]): void {
    if (JSON.stringify(this.#status[device]) === JSON.stringify(status)) return;
    this.#status = { ...this.#status, [device]: status };
    this.emit('statusChanged', { [device]: status });
    this.#tellAvailability();
  }

  setSessionOpen(open: boolean): void {
    this.#sessionOpen = open;
    this.#tellAvailability();
  }

  #tellAvailability(): void {
    const now = this.availability;
    const text = JSON.stringify(now);
    if (text === this.#availability) return;
    this.#availability = text;
    this.emit('availabilityChanged', now);
  }
}
