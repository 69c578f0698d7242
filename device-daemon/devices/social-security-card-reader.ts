import { EventEmitter } from 'node:events';
import { type ActorRefFrom, createActor } from 'xstate';
import type { SocialSecurityCardErrorCode } from '#shared/protocol/cards.ts';
import type { InsertedMediaState, SocialSecurityCardReaderStatus } from '#shared/protocol/states.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type Clock, chinaDate } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { Authority } from '../cards/social-security-card/authority.ts';
import { type PinFault, verifyPin } from '../cards/social-security-card/pin.ts';
import { type CardReadFault, readSocialSecurityCard } from '../cards/social-security-card/read.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type {
  ChipCardReader,
  ChipCardReaderLink,
  OpenChipCardReaderLink,
} from '../drivers/chip-card-reader.ts';
import { isLinkFault, type LinkFault } from '../drivers/link-fault.ts';
import { type DeviceFault, deviceLife, type OpenedDevice } from './device-life.ts';
import { DeviceNotices } from './device-notices.ts';
import type { PinPad } from './pin-pad-contract.ts';
import type { ReadProgress } from './read-progress.ts';
import {
  errorCodeOf,
  type Presence,
  SocialSecurityCardAttendance,
  type WaitingRead,
} from './social-security-card-attendance.ts';
import { askForPin, pinProblem } from './social-security-card-pin.ts';
import type {
  PinFailure,
  PinProgress,
  SocialSecurityCardReader,
  SocialSecurityCardReaderEvents,
  SocialSecurityCardReadFailure,
} from './social-security-card-reader-contract.ts';

export interface SocialSecurityCardReaderOptions {
  readonly openLink: OpenChipCardReaderLink;
  /** Who can open third-generation cards; null where nobody can. */
  readonly authority: Authority | null;
  readonly bankNumber: boolean;
  /** How long an ejected card may stand in the slot of a motorised reader before it is captured. */
  readonly takeCardMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A card is held fast while the daemon runs: on the way out there is time to give it back. */
const GIVE_BACK_AT_STOP_MS = 4_000;

type ReadOutcome = Result<SocialSecurityCard, SocialSecurityCardReadFailure>;
type PinOutcome = Result<SocialSecurityCard, PinFailure>;

/** The social-security-card reader with everything that keeps it in use. */
export class SupervisedSocialSecurityCardReader
  extends EventEmitter<SocialSecurityCardReaderEvents>
  implements SocialSecurityCardReader
{
  readonly #options: SocialSecurityCardReaderOptions;
  readonly #notices: DeviceNotices;
  #life: ActorRefFrom<typeof deviceLife> | null = null;
  /** Settles when the port opened last is closed. */
  #closed: Promise<void> = Promise.resolve();
  #attendance: SocialSecurityCardAttendance | null = null;
  #status: SocialSecurityCardReaderStatus = {
    device: 'starting',
    media: 'unknown',
    retainBin: 'notSupported',
  };
  #presence: Presence = { type: 'unknown' };
  /** The card of the visit that is on; kept across a lost reader, so that it is known again. */
  #card: SocialSecurityCard | null = null;
  #releaseWanted = false;
  /** A card was reported present and its leaving has not been reported yet, also across a lost reader. */
  #owesRemoval = false;
  #waiting: (WaitingRead & { fail(failure: SocialSecurityCardReadFailure): void }) | null = null;
  /** Ends a PIN entry whose card has gone. */
  #pinEntry: { cardGone: AbortController; failure: PinFailure } | null = null;

  constructor(options: SocialSecurityCardReaderOptions) {
    super();
    this.#options = options;
    this.#notices = new DeviceNotices(options.logger, 'social-security-card reader');
  }

  get status(): SocialSecurityCardReaderStatus {
    return this.#status;
  }

  start(): void {
    if (this.#life !== null) throw new Error('the social-security-card reader is started already');
    this.#life = createActor(deviceLife, {
      input: { open: (lost) => this.#open(lost), onFault: (fault) => this.#fault(fault) },
    });
    this.#life.start();
  }

  async stop(): Promise<void> {
    this.#waiting?.fail({ type: 'canceled' });
    this.release();
    this.#endPinEntry({ type: 'canceled' });
    await this.#windUp();
    this.#life?.send({ type: 'stop' });
    this.#life = null;
    await this.#closed;
  }

  read(progress: ReadProgress, signal: AbortSignal): Promise<ReadOutcome> {
    if (signal.aborted) return Promise.resolve(err({ type: 'canceled' }));
    if (this.#waiting !== null || this.#card !== null) return Promise.resolve(err({ type: 'sequenceError' }));
    const { device } = this.#status;
    if (device === 'hardwareError') return Promise.resolve(err({ type: 'hardwareError' }));
    if (device !== 'online' && device !== 'starting') return Promise.resolve(err({ type: 'deviceNotReady' }));
    return new Promise((resolve) => {
      const cancel = () => waiting.fail({ type: 'canceled' });
      const finish = (outcome: ReadOutcome) => {
        if (this.#waiting !== waiting) return;
        this.#waiting = null;
        signal.removeEventListener('abort', cancel);
        this.#attendance?.hurry();
        resolve(outcome);
      };
      const waiting = {
        progress: {
          insertCard: () => this.#waiting === waiting && progress.insertCard(),
          mediaInserted: () => this.#waiting === waiting && progress.mediaInserted(),
        },
        settle: (outcome: Result<SocialSecurityCard, SocialSecurityCardErrorCode>) =>
          finish(outcome.ok ? outcome : err({ type: 'commandErrorCode', errorCode: outcome.error })),
        fail: (failure: SocialSecurityCardReadFailure) => finish(err(failure)),
      };
      this.#waiting = waiting;
      signal.addEventListener('abort', cancel, { once: true });
      this.#attendance?.hurry();
    });
  }

  async verifyPin(pad: PinPad, progress: PinProgress, signal: AbortSignal): Promise<PinOutcome> {
    const card = this.#card;
    if (card === null || this.#pinEntry !== null) return err({ type: 'sequenceError' });
    const entry = { cardGone: new AbortController(), failure: pinProblem('noMedia') };
    this.#pinEntry = entry;
    const ended = AbortSignal.any([signal, entry.cardGone.signal]);
    try {
      const outcome = await askForPin(card, pad, progress, {
        signal: ended,
        why: () => (signal.aborted ? { type: 'canceled' } : entry.failure),
        verify: (digits) => this.#verifyOnCard(digits, card),
      });
      if (!outcome.ok) this.release();
      return outcome;
    } finally {
      this.#pinEntry = null;
    }
  }

  /** @returns null when the card left before it could be asked */
  async #verifyOnCard(
    digits: Uint8Array,
    card: SocialSecurityCard,
  ): Promise<Result<'verified', PinFault> | null> {
    const attendance = this.#attendance;
    if (attendance === null || this.#presence.type !== 'held') return null;
    return attendance.perform((reader) =>
      verifyPin((command) => reader.transmit('card', command), digits, card),
    );
  }

  holds(card: SocialSecurityCard): boolean {
    return this.#card === card;
  }

  release(): void {
    if (this.#card === null) return;
    this.#card = null;
    this.#endPinEntry(pinProblem('noMedia'));
    this.#releaseWanted = true;
    this.#attendance?.hurry();
  }

  async #windUp(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GIVE_BACK_AT_STOP_MS);
    });
    await Promise.race([this.#attendance?.windUp(), enough]);
    clearTimeout(timer);
  }

  async #open(lost: () => void): Promise<Result<OpenedDevice, BindingOpenError>> {
    const opened = await this.#options.openLink(lost);
    if (!opened.ok) return opened;
    const link = opened.value;
    let description: string | null = null;
    return ok({
      selfTest: async () => {
        const tested = await link.reader.open();
        if (tested.ok) description = tested.value.description;
        else if (isLinkFault(tested.error)) return tested.error;
        else if (tested.error.type !== 'jammed') return { type: 'broken', code: tested.error.type };
        return { type: 'well' };
      },
      online: () => this.#online(link, description),
      attend: (signal) => this.#attend(link.reader, signal),
      close: () => {
        this.#closed = link.reader.close();
      },
    });
  }

  #attend(reader: ChipCardReader, signal: AbortSignal): Promise<LinkFault> {
    const device = this;
    const attendance = new SocialSecurityCardAttendance({
      reader,
      takeCardMs: this.#options.takeCardMs,
      desk: {
        get waiting() {
          return device.#waiting;
        },
        get presence() {
          return device.#presence;
        },
        get releaseWanted() {
          return device.#releaseWanted;
        },
        // One that was left behind by a loss has nothing to say of the reader that came after it.
        setPresence: (presence) => {
          if (this.#attendance === attendance) this.#setPresence(presence);
        },
        noteStatus: ({ position, retainBin }) => {
          const media = this.#presence.type === 'jammed' ? 'jammed' : MEDIA_OF_POSITION[position];
          this.#setStatus({ ...this.#status, media, retainBin });
        },
        readCard: (chipReader, atr) => this.#readCard(chipReader, atr, signal),
        get expectsCard() {
          return device.#card !== null;
        },
        recognise: (chipReader, atr) => this.#recognise(chipReader, atr, signal),
        held: (card) => {
          this.#card = card;
        },
        retained: () => this.#retained(),
        captureFailed: (fault) => {
          this.#options.logger.warn('card that nobody took could not be captured', { fault: fault.type });
        },
      },
    });
    this.#attendance = attendance;
    return attendance.run(signal);
  }

  async #readCard(
    reader: ChipCardReader,
    atr: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<SocialSecurityCard, SocialSecurityCardErrorCode | LinkFault>> {
    const { authority, bankNumber, clock } = this.#options;
    // While the card is on the wire there is time for what need not wait for its last byte.
    const today = chinaDate(clock());
    const read = await readSocialSecurityCard((command) => reader.transmit('card', command), {
      atr,
      authority,
      bankNumber,
      signal,
    });
    if (!read.ok) return err(readErrorOf(read.error));
    const { validUntil } = read.value;
    return validUntil !== null && validUntil < today ? err('cardExpired') : read;
  }

  async #recognise(
    reader: ChipCardReader,
    atr: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<boolean, LinkFault>> {
    const known = this.#card;
    const read = await readSocialSecurityCard((command) => reader.transmit('card', command), {
      atr,
      authority: null,
      bankNumber: false,
      signal,
    });
    if (!read.ok) return isLinkFault(read.error) ? err(read.error) : ok(false);
    return ok(read.value.cardIdentificationCode === known?.cardIdentificationCode);
  }

  #online({ port, model, confirm }: ChipCardReaderLink, description: string | null): void {
    confirm();
    this.#presence = { type: 'unknown' };
    this.#notices.online({ port, model, description });
    this.#setStatus({ ...this.#status, device: 'online', media: 'unknown' });
  }

  #fault(fault: DeviceFault): void {
    this.#attendance = null;
    this.#presence = { type: 'unknown' };
    const device = this.#notices.fault(fault);
    this.#setStatus({ ...this.#status, device, media: 'unknown' });
    const failure = { type: device === 'hardwareError' ? 'hardwareError' : 'deviceNotReady' } as const;
    this.#waiting?.fail(failure);
    this.#endPinEntry(failure);
  }

  #setPresence(presence: Presence): void {
    const before = this.#presence.type;
    this.#presence = presence;
    if (presence.type !== 'held') this.#releaseWanted = false;
    if (presence.type === 'jammed' && before !== 'jammed') {
      this.#options.logger.warn('card stuck in the social-security-card reader');
      this.#setStatus({ ...this.#status, device: 'hardwareError', media: 'jammed' });
    } else if (presence.type !== 'jammed') {
      const media = MEDIA_OF_PRESENCE[presence.type](this.#status.media);
      this.#setStatus({ ...this.#status, device: 'online', media });
    }
    if (presence.type === 'absent') this.#left();
    else if (presence.type !== 'unknown') this.#owesRemoval = true;
    // Given back though its visit is on: found at the gate after a loss, or pushed there by hand.
    if (presence.type === 'returned' && this.#card !== null) {
      this.#card = null;
      this.#endPinEntry(pinProblem('noMedia'));
      this.emit('visitCardLost');
    }
  }

  #left(): void {
    this.#card = null;
    this.#endPinEntry(pinProblem('noMedia'));
    if (!this.#owesRemoval) return;
    this.#owesRemoval = false;
    this.emit('mediaRemoved');
  }

  #retained(): void {
    this.#owesRemoval = false;
    this.#options.logger.warn('card that nobody took was captured');
    this.#setPresence({ type: 'absent' });
    this.emit('mediaRetained');
  }

  #endPinEntry(failure: PinFailure): void {
    if (this.#pinEntry === null) return;
    this.#pinEntry.failure = failure;
    this.#pinEntry.cardGone.abort();
  }

  #setStatus(status: SocialSecurityCardReaderStatus): void {
    const { device, media, retainBin } = this.#status;
    if (device === status.device && media === status.media && retainBin === status.retainBin) return;
    this.#status = status;
    this.emit('statusChanged', status);
  }
}

const MEDIA_OF_POSITION = {
  none: 'notPresent',
  atGate: 'entering',
  inside: 'present',
  atContacts: 'present',
  unknown: 'unknown',
} as const satisfies Record<string, InsertedMediaState>;

/** Between two looks at the reader; where the card stands exactly the next look says. */
const MEDIA_OF_PRESENCE: Readonly<
  Record<Exclude<Presence['type'], 'jammed'>, (before: InsertedMediaState) => InsertedMediaState>
> = {
  unknown: () => 'unknown',
  absent: () => 'notPresent',
  unread: () => 'present',
  held: () => 'present',
  returned: (before) => (before === 'jammed' ? 'unknown' : before),
};

function readErrorOf(fault: CardReadFault): SocialSecurityCardErrorCode | LinkFault {
  switch (fault.type) {
    case 'notSocialSecurityCard':
    case 'unreadable':
      return 'invalidMedia';
    case 'cardLocked':
    case 'applicationLocked':
      return 'cardLocked';
    case 'forged':
      return 'securityFail';
    case 'unproven':
      return fault.why === 'refused' ? 'holderUnknown' : 'recordsUnavailable';
    case 'algorithmUnsupported':
    case 'numberNotValid':
      return fault.type;
    default:
      return isLinkFault(fault) ? fault : errorCodeOf(fault);
  }
}
