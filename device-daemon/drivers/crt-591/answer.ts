import { CRT_591_COMMANDS, type Crt591CommandName } from './commands.ts';
import { type Crt591Status, crt591StatusOf } from './status.ts';

export type Crt591Answer =
  | { readonly type: 'done'; readonly status: Crt591Status; readonly data: Uint8Array }
  | { readonly type: 'failed'; readonly code: string };

const DONE = 0x50;
/** The document names the letter N and prints the code of E. */
const FAILED = [0x4e, 0x45];
const DONE_HEADER_BYTES = 6;
const FAILED_HEADER_BYTES = 5;

/** Answers carry the command and the parameter they belong to. */
export function isCrt591Answer(name: Crt591CommandName, text: Uint8Array): boolean {
  const [cm, pm] = CRT_591_COMMANDS[name].code;
  if (text[1] !== cm || text[2] !== pm) return false;
  return text[0] === DONE
    ? text.length >= DONE_HEADER_BYTES
    : FAILED.includes(text[0] ?? 0) && text.length >= FAILED_HEADER_BYTES;
}

/** @param text one that `isCrt591Answer` has let through */
export function decodeCrt591Answer(text: Uint8Array): Crt591Answer {
  const [head, , , first = 0, second = 0, third = 0] = text;
  if (head === DONE) {
    return { type: 'done', status: crt591StatusOf(first, third), data: text.subarray(DONE_HEADER_BYTES) };
  }
  return { type: 'failed', code: String.fromCharCode(first, second) };
}
