import { NEW_ADDRESS_ENTRY_BYTES } from './commands.ts';
import { utf16Text, withoutPadding } from './utf16.ts';

/**
 * The addresses added to the card after it was issued (`30 03`), as they stand on it: one to four entries of 35 UTF-16
 * units. The order of several is not published; readers in use show the first.
 */
export function decodeNewestAddresses(data: Uint8Array): string[] {
  const entries: string[] = [];
  for (let offset = 0; offset + NEW_ADDRESS_ENTRY_BYTES <= data.length; offset += NEW_ADDRESS_ENTRY_BYTES) {
    const entry = withoutPadding(utf16Text(data.subarray(offset, offset + NEW_ADDRESS_ENTRY_BYTES)));
    if (entry !== '') entries.push(entry);
  }
  return entries;
}
