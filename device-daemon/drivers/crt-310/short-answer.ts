/**
 * The unit carries answers of 257 bytes, status word included: 255 of data. A command that asks for 256 (Le = 00) is
 * changed to ask for 255. A card that has fewer says how many (6Cxx) either way, and one that has all 256 gives the last
 * one by GET RESPONSE or in a second part.
 *
 * ```
 *   CLA INS P1 P2 00                 reads: Le. Anything else (VERIFY with no PIN): a length of 0, left alone
 *   CLA INS P1 P2 Lc data 00         Le, whatever the instruction
 * ```
 */
const READS: ReadonlySet<number> = new Set([0xb0, 0xb2, 0xc0, 0xca]);
const MOST = 0xff;
const CASE_2_BYTES = 5;

/** @returns a copy, or the command itself where nothing is to be changed */
export function askingForNoMoreThan255(command: Uint8Array): Uint8Array {
  if (command.at(-1) !== 0x00) return command;
  const isRead = command.length === CASE_2_BYTES && READS.has(command[1] ?? 0);
  const isCase4 = command.length > CASE_2_BYTES && command.length === CASE_2_BYTES + (command[4] ?? 0) + 1;
  if (!isRead && !isCase4) return command;
  const changed = new Uint8Array(command);
  changed[changed.length - 1] = MOST;
  return changed;
}
