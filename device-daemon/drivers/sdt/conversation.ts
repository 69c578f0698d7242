import type { Binding } from '../../bindings/binding.ts';
import type {
  DetectOutcome,
  IdentityCardConversation,
  LinkFault,
  LinkOutcome,
  PresenceOutcome,
  ReadOutcome,
  SelfTestOutcome,
} from '../driver.ts';
import type { SdtCommandName } from './commands.ts';
import type { ExchangeOutcome } from './exchange.ts';
import { SdtLine } from './line.ts';
import { formatModuleId } from './module-id.ts';
import { decodeNewestAddresses } from './newest-address.ts';
import { ReadAnswer } from './read-answer.ts';
import { type SdtStatus, statusText } from './status.ts';

/** A module needs 2,000 ms after its power comes on; it hears nothing before. */
const SELF_TEST_ATTEMPTS = 6;
/** The module answers this one at once, whatever it is doing; how soon a silent reader is noticed hangs on it. */
const STATUS_TIMEOUT_MS = 400;
const READ_ATTEMPTS = 3;
/** Both keep the card where it is; makers differ in which of them their firmware has. */
const PRESENCE_PROBES = ['newestAddress', 'cardBodyNumber'] as const satisfies readonly SdtCommandName[];

/** The order of the commands, and what their answers mean for the card. */
export class SdtConversation implements IdentityCardConversation {
  readonly #line: SdtLine;
  #probe = 0;

  constructor(binding: Pick<Binding, 'write'>) {
    this.#line = new SdtLine(binding);
  }

  receive(bytes: Uint8Array): void {
    this.#line.receive(bytes);
  }

  end(): void {
    this.#line.end();
  }

  async selfTest(): Promise<SelfTestOutcome> {
    let fault: LinkFault = { type: 'silent' };
    for (let attempt = 1; attempt <= SELF_TEST_ATTEMPTS; attempt += 1) {
      const outcome = linkOf(await this.#line.exchange('status', { answerTimeoutMs: STATUS_TIMEOUT_MS }));
      if (outcome.type === 'well') {
        const id = await this.#line.exchange('moduleId');
        const readerId = id.type === 'answered' && id.status === 'done' ? formatModuleId(id.data) : null;
        return { type: 'well', readerId };
      }
      fault = outcome;
      // A module that failed its self-test once may pass it after a reset; it takes no other command until then.
      if (fault.type === 'broken') await this.#line.exchange('reset');
      if (fault.type === 'broken' && attempt > 1) return fault;
    }
    return fault;
  }

  async ping(): Promise<LinkOutcome> {
    return linkOf(await this.#line.exchange('status', { answerTimeoutMs: STATUS_TIMEOUT_MS }));
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
        const fault = faultOf(await this.#line.exchange('select'));
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

  async stillThere(): Promise<PresenceOutcome> {
    const first = await this.#probePresence();
    // A card that only moved a little answers the second time.
    return first.type === 'absent' ? this.#probePresence() : first;
  }

  async #probePresence(): Promise<PresenceOutcome> {
    const command = PRESENCE_PROBES[this.#probe] ?? PRESENCE_PROBES[0];
    const outcome = await this.#line.exchange(command);
    const fault = faultOf(outcome);
    if (fault !== null) return fault;
    if (isStatus(outcome, 'noContent')) return { type: 'present', newestAddress: null };
    if (outcome.type === 'answered' && outcome.status === 'done') {
      const newestAddress =
        command === 'newestAddress' ? (decodeNewestAddresses(outcome.data)[0] ?? null) : null;
      return { type: 'present', newestAddress };
    }
    if (isUnsupported(outcome) && this.#probe < PRESENCE_PROBES.length - 1) {
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
