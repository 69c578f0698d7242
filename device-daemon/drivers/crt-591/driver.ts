import type { OpenBinding } from '../../bindings/binding.ts';
import { crt591Parser, encodeCrt591Frame } from '../../framing/crt-591.ts';
import type { OpenChipCardReaderLink } from '../chip-card-reader.ts';
import { creatorLink } from '../creator/link.ts';
import { CRT_591_BAUD_RATES } from './commands.ts';
import { Crt591Conversation } from './conversation.ts';

/** CREATOR CRT-591 and its relatives with "F2" frames. @param address set by the switches of the unit, 0–15 */
export function crt591Link(
  openBinding: OpenBinding,
  { address }: { readonly address: number },
): OpenChipCardReaderLink {
  return creatorLink(
    openBinding,
    'crt-591',
    {
      parser: crt591Parser,
      encode: (text) => encodeCrt591Frame(address, text),
      address,
      needsEnquiry: false,
      slowestBaudRate: Math.min(...CRT_591_BAUD_RATES),
    },
    (line, close) => new Crt591Conversation(line, close),
  );
}
