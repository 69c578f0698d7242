import { EventEmitter } from 'node:events';
import { type ActorRefFrom, createActor } from 'xstate';
import type { CardMediaState, DeviceState, IdentityCardReaderStatus } from '#shared/protocol/states.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { IdentityCardLink, OpenIdentityCardLink } from '../drivers/identity-card-driver.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import { type DeviceFault, deviceLife, type OpenedDevice } from './device-life.ts';
import { DeviceNotices } from './device-notices.ts';
import { IdentityCardAttendance, type Presence, type WaitingRead } from './identity-card-attendance.ts';
import type {
  IdentityCard,
  IdentityCardReader,
  IdentityCardReaderEvents,
  IdentityCardReadFailure,
} from './identity-card-reader-contract.ts';
import type { ReadProgress } from './read-progress.ts';

export interface IdentityCardReaderOptions {
  readonly openLink: OpenIdentityCardLink;
  /** Runs an invented card through everything before the first citizen comes. */
  readonly warmUp: () => Promise<void>;
  /** From one look for a card to the next while a read waits. */
  readonly pollMs?: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Counts what came from the reader and belonged to no frame. */
  readonly onDiscarded?: (bytes: number) => void;
}

const DEFAULT_POLL_MS = 100;

/** The identity-card reader with everything that keeps it in use. */
export function createIdentityCardReader(options: IdentityCardReaderOptions): SupervisedIdentityCardReader {
  return new SupervisedIdentityCardReader(options);
}

type Outcome = Result<IdentityCard, IdentityCardReadFailure>;

export class SupervisedIdentityCardReader
  extends EventEmitter<IdentityCardReaderEvents>
  implements IdentityCardReader
{
  readonly #options: IdentityCardReaderOptions;
  readonly #notices: DeviceNotices;
  #stopped = new AbortController();
  #life: ActorRefFrom<typeof deviceLife> | null = null;
  /** Settles when nobody looks for a port any more, and when the port opened last is closed. */
  #opening: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> = Promise.resolve();
  #attendance: IdentityCardAttendance | null = null;
  #status: IdentityCardReaderStatus = { device: 'starting', media: 'unknown' };
  #presence: Presence = { type: 'unknown' };
  /** A card was reported present and its leaving has not been reported yet, also across a lost reader. */
  #owesRemoval = false;
  /** The visit of the card that lies there is over: it counts again when it has been lifted. */
  #usedUp = false;
  #newestAddress: string | null = null;
  #waiting: (WaitingRead & { fail(failure: IdentityCardReadFailure): void }) | null = null;

  constructor(options: IdentityCardReaderOptions) {
    super();
    this.#options = options;
    this.#notices = new DeviceNotices(options.logger, 'identity card reader');
  }

  get status(): IdentityCardReaderStatus {
    return this.#status;
  }

  /** Of the card that lies there: the address added last, where it has one. Arrives shortly after the card itself. */
  get newestAddress(): string | null {
    return this.#newestAddress;
  }

  start(): void {
    if (this.#life !== null) throw new Error('the identity-card reader is started already');
    this.#stopped = new AbortController();
    const life = createActor(deviceLife, {
      input: {
        open: (lost) => {
          const opening = this.#open(lost);
          this.#opening = opening;
          return opening;
        },
        onFault: (fault) => this.#fault(fault),
      },
    });
    this.#life = life;
    // The port opens while the invented card runs: neither waits for the other.
    life.start();
    void this.#options.warmUp();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#life?.send({ type: 'stop' });
    this.#life = null;
    this.#waiting?.fail({ type: 'canceled' });
    await this.#opening;
    await this.#closed;
  }

  read(progress: ReadProgress, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return Promise.resolve(err({ type: 'canceled' }));
    if (this.#waiting !== null) return Promise.resolve(err({ type: 'sequenceError' }));
    const { device } = this.#status;
    if (device === 'hardwareError') return Promise.resolve(err({ type: 'hardwareError' }));
    if (device !== 'online' && device !== 'starting') return Promise.resolve(err({ type: 'deviceNotReady' }));
    return new Promise((resolve) => {
      const cancel = () => waiting.fail({ type: 'canceled' });
      const finish = (outcome: Outcome) => {
        if (this.#waiting !== waiting) return;
        this.#waiting = null;
        signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      const waiting = {
        progress: {
          insertCard: () => this.#waiting === waiting && progress.insertCard(),
          mediaInserted: () => this.#waiting === waiting && progress.mediaInserted(),
        },
        settle: (outcome: Parameters<WaitingRead['settle']>[0]) =>
          finish(
            'card' in outcome
              ? ok(outcome.card)
              : err({ type: 'commandErrorCode', errorCode: outcome.errorCode }),
          ),
        fail: (failure: IdentityCardReadFailure) => finish(err(failure)),
      };
      this.#waiting = waiting;
      signal.addEventListener('abort', cancel, { once: true });
      this.#attendance?.hurry();
    });
  }

  async #open(lost: () => void): Promise<Result<OpenedDevice, BindingOpenError>> {
    const { openLink, onDiscarded } = this.#options;
    const opened = await openLink(lost, {
      signal: this.#stopped.signal,
      ...(onDiscarded === undefined ? {} : { onDiscarded }),
    });
    if (!opened.ok) return opened;
    const link = opened.value;
    let readerId: string | null = null;
    return ok({
      selfTest: async () => {
        const outcome = await link.selfTest();
        if (outcome.type === 'well') readerId = outcome.readerId;
        return outcome;
      },
      online: () => this.#online(link, readerId),
      attend: (signal) => this.#attend(link, signal),
      close: () => {
        this.#closed = link.close();
      },
    });
  }

  release(): void {
    // Also while the reader is away: the card may lie there when it comes back.
    this.#usedUp = this.#owesRemoval;
    if (this.#presence.type === 'read') this.#setPresence({ type: 'read', refused: true });
  }

  #attend(link: IdentityCardLink, signal: AbortSignal): Promise<LinkFault> {
    const reader = this;
    const attendance = new IdentityCardAttendance({
      conversation: link.conversation,
      pollMs: Math.max(this.#options.pollMs ?? DEFAULT_POLL_MS, link.pollMs),
      clock: this.#options.clock,
      desk: {
        get waiting() {
          return reader.#waiting;
        },
        get presence() {
          return reader.#presence;
        },
        get usedUp() {
          return reader.#usedUp;
        },
        setPresence: (presence) => this.#setPresence(presence),
        setNewestAddress: (address) => {
          this.#newestAddress = address;
        },
      },
    });
    this.#attendance = attendance;
    return attendance.run(signal);
  }

  #online({ port, model, confirm }: IdentityCardLink, readerId: string | null): void {
    confirm();
    this.#presence = { type: 'unknown' };
    this.#notices.online({ port, model, readerId });
    this.#setStatus('online', 'unknown');
  }

  #fault(fault: DeviceFault): void {
    this.#attendance = null;
    this.#presence = { type: 'unknown' };
    this.#newestAddress = null;
    const device = this.#notices.fault(fault);
    this.#setStatus(device, 'unknown');
    this.#waiting?.fail({ type: device === 'hardwareError' ? 'hardwareError' : 'deviceNotReady' });
  }

  #setPresence(presence: Presence): void {
    this.#presence = presence;
    const present = presence.type === 'read' || presence.type === 'unreadable';
    if (!present) this.#newestAddress = null;
    const media: CardMediaState =
      presence.type === 'unknown' ? 'unknown' : present ? 'present' : 'notPresent';
    if (present) this.#owesRemoval = true;
    this.#setStatus(this.#status.device, media);
    if (media === 'notPresent') this.#usedUp = false;
    if (media === 'notPresent' && this.#owesRemoval) {
      this.#owesRemoval = false;
      this.emit('mediaRemoved');
    }
  }

  #setStatus(device: DeviceState, media: CardMediaState): void {
    if (device === this.#status.device && media === this.#status.media) return;
    this.#status = { device, media };
    this.emit('statusChanged', this.#status);
  }
}
