import type { Binding } from '../../bindings/binding.ts';
import type {
  DetectOutcome,
  IdentityCardConversation,
  LinkOutcome,
  PresenceOutcome,
  ReadOutcome,
  SelfTestOutcome,
} from '../identity-card-driver.ts';
import type { LinkFault } from '../link-fault.ts';
import { type SdtDialect, STANDARD_DIALECT } from './dialect.ts';
import type { ExchangeOutcome } from './exchange.ts';
import { SdtLine } from './line.ts';
import { formatModuleId } from './module-id.ts';
import { decodeNewestAddresses } from './newest-address.ts';
import { ReadAnswer } from './read-answer.ts';
import { type SdtStatus, statusText } from './status.ts';

/** How long a reader is given to answer: alone it may still be starting, among others it is not waited for. */
export type Patience = 'patient' | 'quick';

interface SelfTestPace {
  readonly attempts: number;
  readonly statusTimeoutMs: number;
}

/** The module answers the status at once, whatever it is doing; how soon a silent reader is noticed hangs on it. */
const STATUS_TIMEOUT_MS = 400;
const SELF_TEST_PACE: Readonly<Record<Patience, SelfTestPace>> = {
  // A module needs 2,000 ms after its power comes on; it hears nothing before.
  patient: { attempts: 6, statusTimeoutMs: STATUS_TIMEOUT_MS },
  // Room for an adapter that holds bytes back, and for one answer lost in the noise of the plug.
  quick: { attempts: 2, statusTimeoutMs: 120 },
};
const READ_ATTEMPTS = 3;

/** What a model wants to hear before it listens to commands. */
export interface Greeting {
  /** Settles when the reader has answered, or has let its time pass: some models can do without. */
  greet(): Promise<void>;
  receive(bytes: Uint8Array): void;
  /** The port is gone. */
  end(): void;
}

export interface SdtConversationOptions {
  readonly dialect?: SdtDialect;
  /** What one byte takes on the wire; at 115,200 baud if absent. */
  readonly byteMs?: number;
  readonly greeting?: Greeting | null;
  readonly onDiscarded?: (count: number) => void;
}

const BYTE_MS_AT_115200 = 10_000 / 115_200;

/** The order of the commands, and what their answers mean for the card. */
export class SdtConversation implements IdentityCardConversation {
  readonly #line: SdtLine;
  readonly #dialect: SdtDialect;
  readonly #greeting: Greeting | null;
  #greets = false;
  #probe = 0;
  #selects = true;

  constructor(binding: Pick<Binding, 'write'>, options: SdtConversationOptions = {}) {
    this.#dialect = options.dialect ?? STANDARD_DIALECT;
    this.#greeting = options.greeting ?? null;
    this.#line = new SdtLine(binding, {
      dialect: this.#dialect,
      byteMs: options.byteMs ?? BYTE_MS_AT_115200,
      ...(options.onDiscarded === undefined ? {} : { onDiscarded: options.onDiscarded }),
    });
  }

  receive(bytes: Uint8Array): void {
    if (this.#greets) this.#greeting?.receive(bytes);
    else this.#line.receive(bytes);
  }

  end(): void {
    this.#greeting?.end();
    this.#line.end();
  }

  async selfTest(patience: Patience = 'patient'): Promise<SelfTestOutcome> {
    const pace = SELF_TEST_PACE[patience];
    let fault: LinkFault = { type: 'silent' };
    for (let attempt = 1; attempt <= pace.attempts; attempt += 1) {
      await this.#greet();
      const outcome = await this.#askStatus(pace.statusTimeoutMs);
      if (outcome.type === 'well')
        return patience === 'quick' ? { type: 'well', readerId: null } : this.#settleIn();
      fault = outcome;
      // A module that failed its self-test once may pass it after a reset; it takes no other command until then.
      if (fault.type === 'broken' && this.#line.knows('reset')) await this.#line.exchange('reset');
      if (fault.type === 'broken' && attempt > 1) return fault;
    }
    return fault;
  }

  async #greet(): Promise<void> {
    if (this.#greeting === null) return;
    this.#greets = true;
    await this.#greeting.greet();
    this.#greets = false;
  }

  /** What is asked of a module once, after it has shown that it is there. */
  async #settleIn(): Promise<SelfTestOutcome> {
    // A module that does not take it reads cards all the same.
    if (this.#line.knows('radioBytes')) await this.#line.exchange('radioBytes');
    if (!this.#line.knows('moduleId')) return { type: 'well', readerId: null };
    const id = await this.#line.exchange('moduleId');
    const readerId = id.type === 'answered' && id.status === 'done' ? formatModuleId(id.data) : null;
    return { type: 'well', readerId };
  }

  async #askStatus(answerTimeoutMs: number): Promise<LinkOutcome> {
    return linkOf(await this.#line.exchange('status', { answerTimeoutMs }));
  }

  async ping(): Promise<LinkOutcome> {
    return this.#askStatus(STATUS_TIMEOUT_MS);
  }

  async detect(): Promise<DetectOutcome> {
    const outcome = await this.#line.exchange('find');
    const fault = faultOf(outcome);
    if (fault !== null) return fault;
    // 40 can come this early: something lies there, and reading it will say what.
    return isStatus(outcome, 'cardFound') || isStatus(outcome, 'unrecognisedCardType') ? FOUND : NOT_FOUND;
  }

  /**
   * ```
   *   found:  select ─▶ read ─▶ card
   *   lying:            read ─▶ card
   *                      │ refused
   *                      ▼
   *                     find ─▶ select ─▶ read      up to READ_ATTEMPTS reads
   *                      │ 80
   *                      ▼
   *                    noMedia
   * ```
   * A refused `select` is not the end: some readers do without it and refuse it, and `read` says what is the matter.
   */
  async read(start: 'found' | 'lying'): Promise<ReadOutcome> {
    let rejection: 'invalidMedia' | 'securityFail' = 'invalidMedia';
    for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt += 1) {
      if (attempt > 1) {
        const again = await this.detect();
        if (again.type === 'notFound') return { type: 'noMedia' };
        if (again.type !== 'found') return again;
      }
      if (attempt > 1 || start === 'found') {
        const fault = await this.#select();
        if (fault !== null) return fault;
      }
      const answer = new ReadAnswer();
      const outcome = await this.#line.exchange('readBase', { onPending: answer.lookAhead });
      if (outcome.type === 'answered' && outcome.status === 'done') {
        const card = answer.decode(outcome.data);
        return card.ok ? { type: 'card', card: card.value } : { type: 'unacceptable', reason: card.error };
      }
      const fault = faultOf(outcome);
      if (fault !== null) return fault;
      if (isStatus(outcome, 'unrecognisedCardType')) return { type: 'rejected', reason: 'invalidMedia' };
      rejection = isSecurity(outcome) ? 'securityFail' : 'invalidMedia';
    }
    return { type: 'rejected', reason: rejection };
  }

  async #select(): Promise<LinkFault | null> {
    if (!this.#selects) return null;
    const fault = faultOf(await this.#line.exchange('select'));
    if (fault?.type !== 'silent' || !this.#dialect.selectOptional) return fault;
    // It waited in vain once; no card waits for it again.
    this.#selects = false;
    return null;
  }

  async stillThere(): Promise<PresenceOutcome> {
    const first = await this.#probePresence();
    // A card that only moved a little answers the second time.
    return first.type === 'absent' ? this.#probePresence() : first;
  }

  async #probePresence(): Promise<PresenceOutcome> {
    const { presenceProbes } = this.#dialect;
    const command = presenceProbes[this.#probe];
    if (command === undefined) throw new Error('a dialect without a probe for presence');
    const outcome = await this.#line.exchange(command);
    const fault = faultOf(outcome);
    if (fault !== null) return fault;
    if (isStatus(outcome, 'noContent')) return { type: 'present', newestAddress: null };
    if (outcome.type === 'answered' && outcome.status === 'done') {
      const newestAddress =
        command === 'newestAddress' ? (decodeNewestAddresses(outcome.data)[0] ?? null) : null;
      return { type: 'present', newestAddress };
    }
    if (isUnsupported(outcome) && this.#probe < presenceProbes.length - 1) {
      this.#probe += 1;
      return this.#probePresence();
    }
    return { type: 'absent' };
  }
}

const FOUND: DetectOutcome = { type: 'found' };
const NOT_FOUND: DetectOutcome = { type: 'notFound' };

const isStatus = (outcome: ExchangeOutcome, status: SdtStatus): boolean =>
  outcome.type === 'answered' && outcome.status === status;

const isSecurity = (outcome: ExchangeOutcome): boolean =>
  isStatus(outcome, 'cardRefusedModule') ||
  isStatus(outcome, 'moduleRefusedCard') ||
  isStatus(outcome, 'verificationError');

const isUnsupported = (outcome: ExchangeOutcome): boolean =>
  isStatus(outcome, 'commandError') ||
  isStatus(outcome, 'notPermitted') ||
  isStatus(outcome, 'unrecognisedError');

function linkOf(outcome: ExchangeOutcome): LinkOutcome {
  const fault = faultOf(outcome);
  if (fault !== null) return fault;
  return isStatus(outcome, 'done') ? { type: 'well' } : { type: 'garbled' };
}

/** What is wrong between us and the module, as against what is wrong with the card. */
function faultOf(outcome: ExchangeOutcome): LinkFault | null {
  if (outcome.type !== 'answered') return outcome;
  switch (outcome.status) {
    case 'selfTestFailed':
    case 'moduleNotAuthorised':
      return { type: 'broken', code: statusText(outcome.sw3) };
    case 'hostChecksumError':
    case 'hostLengthError':
      return { type: 'garbled' };
    default:
      return null;
  }
}
