import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));

/** What a command is about, whichever reader: what a fault can be limited to. */
const COMMAND_KINDS = [
  'initialise',
  'status',
  'entry',
  'move',
  'reset',
  'apdu',
  'powerOff',
  'other',
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/**
 * `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes the reader well again.
 */
export const Faults = v.strictObject({
  /** Only the first time each of them strikes. */
  once: v.optional(v.boolean(), false),
  /** Only with these commands, as far as a fault belongs to a command. */
  on: v.optional(v.array(v.picklist(COMMAND_KINDS))),

  /** The card is stuck. It stays where it was until the fault is cleared, or until the next try with `once`. */
  jamOn: v.optional(v.picklist(['insert', 'eject', 'capture'])),
  /** A hand moved the card a little since it was powered. Found out with the next command about the card. */
  movedByHand: v.optional(v.boolean(), false),
  /** Its owner pulls the card out before it stands at the gate. */
  pulledWhileEjecting: v.optional(v.boolean(), false),
  binFull: v.optional(v.boolean(), false),
  /** The chip does not answer to reset. */
  mute: v.optional(v.boolean(), false),
  /** The supply goes away for a moment in the middle. */
  powerLossDuring: v.optional(v.picklist(['move', 'apdu'])),

  /** The command is executed, but its ACK does not arrive. */
  noAck: v.optional(v.boolean(), false),
  /** The command is refused with NAK. */
  nak: v.optional(v.boolean(), false),
  /** The command is executed and never answered. */
  loseAnswer: v.optional(v.boolean(), false),
  /** The answer waits until the host cancels, and crosses its EOT. */
  eotCross: v.optional(v.boolean(), false),
  wrongBcc: v.optional(v.boolean(), false),
  /** Only so many bytes of the answer come. */
  truncate: v.optional(count),
  /** Random bytes before the answer. */
  noise: v.optional(count),
  /** Random bytes instead of the answer. */
  garble: v.optional(v.boolean(), false),
  /** Random bytes at the full rate of the line, and nothing else. */
  babble: v.optional(v.boolean(), false),
  /** Hears nothing, says nothing. */
  silent: v.optional(v.boolean(), false),
  /** The answer comes so much later. */
  delayMs: v.optional(count),
  /** Each byte by itself. */
  oneByteWrites: v.optional(v.boolean(), false),
  /** CRT-591: failures say E (45) where others say N (4E). */
  failByte45: v.optional(v.boolean(), false),
});
export type Faults = v.InferOutput<typeof Faults>;

const NO_FAULTS: Faults = v.parse(Faults, {});

/** Those that strike at a moment, and with `once` only at the first. */
export type StrikingFault = Exclude<keyof Faults, 'once' | 'on' | 'babble' | 'silent' | 'failByte45'>;

/** Decides when a fault strikes. */
export class FaultSwitch {
  #faults: Faults = NO_FAULTS;
  readonly #spent = new Set<StrikingFault>();

  get all(): Faults {
    return this.#faults;
  }

  set(faults: Faults): void {
    this.#faults = faults;
    this.#spent.clear();
  }

  /** Does it strike now? Asking spends one that strikes only once. @param kind the command it would belong to */
  strikes<Fault extends StrikingFault>(fault: Fault, kind?: CommandKind): Faults[Fault] | null {
    const value = this.#faults[fault];
    if (value === undefined || value === false || this.#spent.has(fault)) return null;
    if (kind !== undefined && this.#faults.on !== undefined && !this.#faults.on.includes(kind)) return null;
    if (this.#faults.once) this.#spent.add(fault);
    return value;
  }

  /** Would it strike, without spending it? */
  holds(fault: StrikingFault): boolean {
    const value = this.#faults[fault];
    return value !== undefined && value !== false && !this.#spent.has(fault);
  }
}

let seed = 20_261_122;

/** The same noise in every run, with more of the bytes in it that mean something on these lines. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const byte = (seed >> 16) & 0xff;
    bytes[index] = byte < 24 ? 0xf2 : byte < 48 ? 0x02 : byte;
  }
  return bytes;
}
