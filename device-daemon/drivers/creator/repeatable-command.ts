/**
 * May a command to the card be sent a second time when its answer was lost? Only what reads, and reads the same again:
 * everything else may spend a try of the PIN, move a record pointer, count or write.
 *
 * ```
 *   CLA INS P1 P2
 *   00  A4  .. ..   SELECT            not "next" or "previous" (bits 1-2 of P2)
 *   00  B2  .. ..   READ RECORD       not "next" or "previous" (lowest bits of P2 010, 011)
 *   00  B0  .. ..   READ BINARY
 *   00  20  .. ..   VERIFY            without a PIN it only asks for the tries left
 * ```
 * Sources: 《社会保障（个人）卡规范》 part 5.
 */
export function isRepeatableCommand(command: Uint8Array): boolean {
  const [cla, ins, , p2 = 0] = command;
  if (cla !== 0x00) return false;
  switch (ins) {
    case 0xa4:
      return (p2 & 0b11) === 0;
    case 0xb2:
      return (p2 & 0b111) !== 0b010 && (p2 & 0b111) !== 0b011;
    case 0xb0:
      return true;
    case 0x20:
      return command.length <= 5 && (command[4] ?? 0) === 0;
    default:
      return false;
  }
}

/** 《社会保障卡读写终端规范》 annex A and the readers agree on these. */
const SHORTEST_COMMAND = 4;
const LONGEST_COMMAND = 261;
const STATUS_WORD_BYTES = 2;

/** A command of another length is a mistake in this program, not in the card. */
export function requireCommandLength(command: Uint8Array): void {
  if (command.length < SHORTEST_COMMAND || command.length > LONGEST_COMMAND) {
    throw new RangeError(`a command to the card has 4 to 261 bytes, not ${command.length}`);
  }
}

export const isWholeAnswer = (answer: Uint8Array): boolean => answer.length >= STATUS_WORD_BYTES;
