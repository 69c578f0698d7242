import type { Binding } from '../../bindings/binding.ts';
import type { LinkFault } from '../link-fault.ts';
import { KeyCollector } from '../pin-pad/key-collector.ts';
import type {
  CollectOutcome,
  PinCollection,
  PinPadOutcome,
  PinPadSelfTest,
} from '../pin-pad/pin-pad-driver.ts';
import { SZZT_KEYS, type SzztCommandName } from './commands.ts';
import type { ExchangeOutcome } from './exchange.ts';
import { decodeInformation } from './information.ts';
import { SzztLine } from './line.ts';
import { returnCodeOf, returnCodeText } from './return-code.ts';

/** Each is three requests a second apart: a pad that was just switched on or reset answers within them. */
const SELF_TEST_ATTEMPTS = 2;

/** The order of the commands. The keyboard is open for no longer than an entry lasts. */
export class SzztConversation {
  readonly #line: SzztLine;
  #collector: KeyCollector | null = null;

  constructor(binding: Pick<Binding, 'write'>) {
    this.#line = new SzztLine(binding);
  }

  receive(bytes: Uint8Array): void {
    this.#line.receive(bytes);
  }

  end(): void {
    this.#line.end();
    this.#collector?.lost();
  }

  async selfTest(): Promise<PinPadSelfTest> {
    let fault: LinkFault = { type: 'silent' };
    for (let attempt = 1; attempt <= SELF_TEST_ATTEMPTS; attempt += 1) {
      const outcome = await this.#inform();
      if (outcome.type === 'well') {
        // Who does not see the page hears that a key was taken. A pad without a tone serves all the same.
        const toned = faultOf(await this.#line.exchange('keyTone'));
        return toned === null || toned.type === 'broken' ? outcome : toned;
      }
      fault = outcome;
      if (fault.type === 'broken' && attempt < SELF_TEST_ATTEMPTS) await this.#line.exchange('reset');
    }
    return fault;
  }

  async ping(): Promise<PinPadOutcome> {
    const outcome = await this.#inform();
    return outcome.type === 'well' ? WELL : outcome;
  }

  async collect(collection: PinCollection, signal: AbortSignal): Promise<CollectOutcome> {
    const collector = new KeyCollector(collection);
    const cancel = () => collector.cancel();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    this.#collector = collector;
    this.#line.keys = (byte) => passOn(byte, collector);
    const opened = await this.#command('openKeyboard');
    if (opened.type !== 'well') collector.lost();
    const end = await collector.ended;
    this.#line.keys = null;
    this.#collector = null;
    signal.removeEventListener('abort', cancel);
    // It may have opened though its answer did not arrive.
    const closing = this.#command('closeKeyboard');
    if (opened.type === 'well') return { type: 'ended', end, closing };
    await closing;
    return opened;
  }

  /** What the pad says of itself; a keyboard that was left open is closed. */
  async #inform(): Promise<PinPadSelfTest> {
    const outcome = await this.#line.exchange('information');
    const fault = faultOf(outcome);
    if (fault !== null) return fault;
    const { description, keyboardOpen } = decodeInformation(
      outcome.type === 'answered' ? outcome.data : new Uint8Array(),
    );
    const closed = keyboardOpen ? await this.#command('closeKeyboard') : WELL;
    return closed.type === 'well' ? { type: 'well', description } : closed;
  }

  async #command(command: SzztCommandName): Promise<PinPadOutcome> {
    return faultOf(await this.#line.exchange(command)) ?? WELL;
  }
}

const WELL = { type: 'well' } as const;

function passOn(byte: number, collector: KeyCollector): void {
  if (byte >= 0x30 && byte <= 0x39) collector.digit(byte - 0x30);
  else collector.pressed(isNamed(byte) ? SZZT_KEYS[byte] : 'other');
}

const isNamed = (byte: number): byte is keyof typeof SZZT_KEYS => Object.hasOwn(SZZT_KEYS, byte);

function faultOf(outcome: ExchangeOutcome): LinkFault | null {
  if (outcome.type !== 'answered') return outcome;
  return returnCodeOf(outcome.code) === 'done'
    ? null
    : { type: 'broken', code: returnCodeText(outcome.code) };
}
