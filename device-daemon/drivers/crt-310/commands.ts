/**
 * The commands of the CRT-310 as data (communication protocol CRT-310 V3.0).
 *
 * ```
 *   CM PM data
 *   30 30            reset, the card stays where it is          ▶ model and version, ASCII
 *   31 30            status                                     ▶ S1 S2 S3
 *   2E 33            where an accepted card stops: contacts     ▶ P
 *   2F 33 31         accept cards in front, by the switch; none from behind    ▶ P
 *   2F 31 31         accept none                                ▶ P
 *   32 2F            to the IC position, contacts down          ▶ P
 *   32 30            out to the front                           ▶ P
 *   32 33            out to the rear, into the bin              ▶ P
 *   33 30 │ 31       contacts powered │ not                     ▶ P
 *   37 30            cold reset                                 ▶ P, length (2), ATR
 *   37 2F            warm reset                                 ▶ likewise
 *   37 31 │ 32       C-APDU by T=0 │ T=1, length (2) before it  ▶ P, length (2), R-APDU
 *   P                59 done (after a reset: T=0), 5A done (after a reset: T=1),
 *                    4E failed, 45 no card, 57 not where it has to be
 * ```
 */
export interface Crt310Command {
  /** CM, PM and the data that is always the same. */
  readonly code: readonly [cm: number, pm: number, ...data: number[]];
  /** Bytes of the answer after CM and PM, at least. */
  readonly shortestAnswer: number;
  /** From the ENQ to the answer. */
  readonly answerTimeoutMs: number;
  /** Sent again when its answer is lost. A card that is moved may stand elsewhere by then: its place is asked first. */
  readonly repeatable: boolean;
}

/** What needs neither motor nor card. */
const AT_ONCE_MS = 2_000;
const MOTOR_MS = 20_000;
/** A card that asks for more time gets it from the unit. */
const CARD_MS = 6_000;

export const CRT_310_COMMANDS = {
  initialise: { code: [0x30, 0x30], shortestAnswer: 0, answerTimeoutMs: MOTOR_MS, repeatable: true },
  status: { code: [0x31, 0x30], shortestAnswer: 3, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  stopAtContacts: { code: [0x2e, 0x33], shortestAnswer: 1, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  permitEntry: { code: [0x2f, 0x33, 0x31], shortestAnswer: 1, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  refuseEntry: { code: [0x2f, 0x31, 0x31], shortestAnswer: 1, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  toContacts: { code: [0x32, 0x2f], shortestAnswer: 1, answerTimeoutMs: MOTOR_MS, repeatable: false },
  eject: { code: [0x32, 0x30], shortestAnswer: 1, answerTimeoutMs: MOTOR_MS, repeatable: false },
  capture: { code: [0x32, 0x33], shortestAnswer: 1, answerTimeoutMs: MOTOR_MS, repeatable: false },
  contactsOn: { code: [0x33, 0x30], shortestAnswer: 1, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  contactsOff: { code: [0x33, 0x31], shortestAnswer: 1, answerTimeoutMs: AT_ONCE_MS, repeatable: true },
  coldReset: { code: [0x37, 0x30], shortestAnswer: 1, answerTimeoutMs: CARD_MS, repeatable: true },
  warmReset: { code: [0x37, 0x2f], shortestAnswer: 1, answerTimeoutMs: CARD_MS, repeatable: true },
  /** Repeatable as its command to the card is. */
  transmitT0: { code: [0x37, 0x31], shortestAnswer: 1, answerTimeoutMs: CARD_MS, repeatable: false },
  transmitT1: { code: [0x37, 0x32], shortestAnswer: 1, answerTimeoutMs: CARD_MS, repeatable: false },
} as const satisfies Record<string, Crt310Command>;
export type Crt310CommandName = keyof typeof CRT_310_COMMANDS;

/** 9,600 as it leaves the factory; command 34 sets another one for good. */
export const CRT_310_BAUD_RATES = [9_600, 38_400, 19_200, 4_800, 2_400, 1_200] as const;

/** `CM PM data`. */
export function crt310Text(name: Crt310CommandName, data: Uint8Array = new Uint8Array()): Uint8Array {
  const { code } = CRT_310_COMMANDS[name];
  const text = new Uint8Array(code.length + data.length);
  text.set(code);
  text.set(data, code.length);
  return text;
}

/** Two bytes of length, then the bytes. */
export function withLength(bytes: Uint8Array): Uint8Array {
  const counted = new Uint8Array(2 + bytes.length);
  counted[0] = bytes.length >> 8;
  counted[1] = bytes.length & 0xff;
  counted.set(bytes, 2);
  return counted;
}

/** @returns null when there are fewer bytes than the length says */
export function afterLength(counted: Uint8Array): Uint8Array | null {
  const length = ((counted[0] ?? 0) << 8) | (counted[1] ?? 0);
  return counted.length >= 2 + length ? counted.subarray(2, 2 + length) : null;
}
