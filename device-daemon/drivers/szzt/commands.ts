/**
 * The commands of the pad as data. `5` is one command with many parameters; its value byte is written as two
 * hexadecimal digits.
 *
 * ```
 *   request body     answer body
 *   3                RTN user(50) keys(48) settings(20) function(8) model(6) hardware(3) firmware(3) date(4) serial(4)
 *   5 0 30           RTN                   reset; it is deaf for some 3 s then
 *   5 0 32           RTN                   close the keyboard
 *   5 0 33           RTN                   open the keyboard: each key is sent as it is
 *   5 0 35           RTN                   a tone at each key
 * ```
 */
export interface SzztCommand {
  readonly request: string;
  /** How long the data behind the return code are when it did what was asked. */
  readonly dataBytes: { readonly min: number; readonly max: number };
  /** From the request's last byte to the answer's first. */
  readonly answerTimeoutMs: number;
  /** From the request to the end of the answer; at 1,200 baud the longest takes 1.3 s. */
  readonly totalTimeoutMs: number;
}

export const INFORMATION_BYTES = 146;

const CONTROL = {
  dataBytes: { min: 0, max: INFORMATION_BYTES - 1 },
  answerTimeoutMs: 1000,
  totalTimeoutMs: 1500,
} as const;

export const SZZT_COMMANDS = {
  information: {
    request: '3',
    dataBytes: { min: INFORMATION_BYTES, max: Number.POSITIVE_INFINITY },
    answerTimeoutMs: 1000,
    totalTimeoutMs: 2500,
  },
  reset: { request: '5030', ...CONTROL },
  closeKeyboard: { request: '5032', ...CONTROL },
  openKeyboard: { request: '5033', ...CONTROL },
  keyTone: { request: '5035', ...CONTROL },
} as const satisfies Record<string, SzztCommand>;
export type SzztCommandName = keyof typeof SZZT_COMMANDS;

/** What a key sends while the keyboard is open, with the key table that pads are delivered with. */
export const SZZT_KEYS = {
  8: 'clear',
  13: 'enter',
  27: 'cancel',
  /** Sent by the pad itself when its own time for an entry is over. */
  128: 'timeOut',
} as const;
