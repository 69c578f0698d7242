import { CRT_310_COMMANDS, type Crt310CommandName } from './commands.ts';

export type Crt310Answer =
  /** Executed; how it went is in the data. */
  | { readonly type: 'executed'; readonly data: Uint8Array }
  | { readonly type: 'refused'; readonly code: number };

const REFUSED = 0x4e;
const REFUSAL_BYTES = 3;
const HEADER_BYTES = 2;

/** Answers carry the command and the parameter they belong to, refusals only the command. */
export function isCrt310Answer(name: Crt310CommandName, text: Uint8Array): boolean {
  const { code, shortestAnswer } = CRT_310_COMMANDS[name];
  const [cm, pm] = code;
  if (text[0] === REFUSED) return text[1] === cm && text.length === REFUSAL_BYTES;
  return text[0] === cm && text[1] === pm && text.length >= HEADER_BYTES + shortestAnswer;
}

/** @param text one that `isCrt310Answer` has let through */
export function decodeCrt310Answer(text: Uint8Array): Crt310Answer {
  if (text[0] !== REFUSED) return { type: 'executed', data: text.subarray(HEADER_BYTES) };
  const code = text[2] ?? 0;
  // Programs disagree on whether it is a number or a digit.
  return { type: 'refused', code: code >= 0x30 && code <= 0x39 ? code - 0x30 : code };
}
