/**
 * The commands of the CRT-591 as data (communication protocol CRT-591-M001 V1.0, 2.1 and 3).
 *
 * ```
 *   CM PM data
 *   30 33            initialise, the card stays where it is    ▶ model and firmware, ASCII
 *   31 30            status
 *   32 31            to the IC position, contacts down         takes a card from the stacker when none is in!
 *   32 39            out to the gate
 *   32 33            into the error bin
 *   33 30 │ 31       accept a card at the gate │ refuse it
 *   50 30            what kind of IC card                      ▶ two digits: 00 unknown, 10 T=0, 11 T=1, 2x memory
 *   51 30 voltage    cold reset: 33 = ISO 5 V, 35 = ISO 3 V    ▶ 30 (T=0) or 31 (T=1), then the ATR
 *   51 38            warm reset                                ▶ likewise
 *   51 31            power off
 *   51 39 C-APDU     by the protocol of the reset              ▶ R-APDU
 *   52 …             the same for the SAM in the socket selected
 * ```
 */
export interface Crt591Command {
  /** CM, PM and the data that is always the same. */
  readonly code: readonly [cm: number, pm: number, ...data: number[]];
  /** From the ACK to the answer. */
  readonly answerTimeoutMs: number;
  /** Sent again when its answer is lost. A card that is moved may stand elsewhere by then: its place is asked first. */
  readonly repeatable: boolean;
}

/** What needs neither motor nor card. */
const AT_ONCE_MS = 2_000;
/** The document's own limit. */
const MOTOR_MS = 20_000;
/** A card that asks for more time gets it from the unit. */
const CARD_MS = 6_000;

export const CRT_591_COMMANDS = {
  initialise: { code: [0x30, 0x33], answerTimeoutMs: MOTOR_MS, repeatable: true },
  status: { code: [0x31, 0x30], answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  toContacts: { code: [0x32, 0x31], answerTimeoutMs: MOTOR_MS, repeatable: false },
  eject: { code: [0x32, 0x39], answerTimeoutMs: MOTOR_MS, repeatable: false },
  capture: { code: [0x32, 0x33], answerTimeoutMs: MOTOR_MS, repeatable: false },
  permitEntry: { code: [0x33, 0x30], answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  refuseEntry: { code: [0x33, 0x31], answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  detectType: { code: [0x50, 0x30], answerTimeoutMs: CARD_MS, repeatable: true },
  coldResetIso5V: { code: [0x51, 0x30, 0x33], answerTimeoutMs: CARD_MS, repeatable: true },
  coldResetIso3V: { code: [0x51, 0x30, 0x35], answerTimeoutMs: CARD_MS, repeatable: true },
  warmReset: { code: [0x51, 0x38], answerTimeoutMs: CARD_MS, repeatable: true },
  powerOff: { code: [0x51, 0x31], answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  /** Repeatable as its command to the card is. */
  transmit: { code: [0x51, 0x39], answerTimeoutMs: CARD_MS, repeatable: false },
  samColdResetIso5V: { code: [0x52, 0x30, 0x33], answerTimeoutMs: CARD_MS, repeatable: true },
  samColdResetIso3V: { code: [0x52, 0x30, 0x35], answerTimeoutMs: CARD_MS, repeatable: true },
  samWarmReset: { code: [0x52, 0x38], answerTimeoutMs: CARD_MS, repeatable: true },
  samPowerOff: { code: [0x52, 0x31], answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  samTransmit: { code: [0x52, 0x39], answerTimeoutMs: CARD_MS, repeatable: false },
} as const satisfies Record<string, Crt591Command>;
export type Crt591CommandName = keyof typeof CRT_591_COMMANDS;

/** 《社会保障卡读写终端规范》 annex A1.3: the higher voltage first, a warm reset when none of them is answered. */
export const CRT_591_RESETS = {
  card: ['coldResetIso5V', 'coldResetIso3V', 'warmReset'],
  sam1: ['samColdResetIso5V', 'samColdResetIso3V', 'samWarmReset'],
} as const satisfies Record<string, readonly Crt591CommandName[]>;

/**
 * The unit takes the rate of the first command it hears after its power came on; the document names four. One
 * installation runs at 115,200, which is tried last.
 */
export const CRT_591_BAUD_RATES = [9_600, 38_400, 19_200, 57_600, 115_200] as const;

/** `43 CM PM data`. */
export function crt591Text(name: Crt591CommandName, data: Uint8Array = new Uint8Array()): Uint8Array {
  const { code } = CRT_591_COMMANDS[name];
  const text = new Uint8Array(1 + code.length + data.length);
  text[0] = 0x43;
  text.set(code, 1);
  text.set(data, 1 + code.length);
  return text;
}
