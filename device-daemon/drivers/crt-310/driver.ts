import type { OpenBinding } from '../../bindings/binding.ts';
import { crt310Parser, encodeCrt310Frame } from '../../framing/crt-310.ts';
import type { OpenChipCardReaderLink } from '../chip-card-reader.ts';
import { creatorLink } from '../creator/link.ts';
import { CRT_310_BAUD_RATES } from './commands.ts';
import { Crt310Conversation } from './conversation.ts';

/** CREATOR CRT-310 and its relatives with "02" frames and ENQ. */
export function crt310Link(openBinding: OpenBinding): OpenChipCardReaderLink {
  return creatorLink(
    openBinding,
    'crt-310',
    {
      parser: crt310Parser,
      encode: encodeCrt310Frame,
      address: 0,
      needsEnquiry: true,
      slowestBaudRate: Math.min(...CRT_310_BAUD_RATES),
    },
    (line, close) => new Crt310Conversation(line, close),
  );
}
