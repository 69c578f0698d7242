import { checkCharacter } from '#shared/identity/citizen-number.ts';
import { encodeSdtFrame } from '../../framing/sdt.ts';
import { PHOTO_BYTES, READ_HEADER_BYTES, TEXT_BYTES } from './commands.ts';
import { SdtConversation } from './conversation.ts';
import { layoutOf, type TextField } from './text-block-layouts.ts';

/** Enough for V8 to compile the path, few enough not to be felt at start (about 20 ms). */
const ROUNDS = 100;
/** As a USB adapter hands them on. */
const CHUNK_BYTES = 32;

/** The first citizen's card would otherwise be decoded by code that has never run: 4 to 6 times as slow. */
export async function warmUpSdt(): Promise<void> {
  const answer = inventedReadAnswer();
  for (let round = 0; round < ROUNDS; round += 1) {
    const conversation = new SdtConversation({ write: () => undefined });
    const read = conversation.read('lying');
    for (let offset = 0; offset < answer.length; offset += CHUNK_BYTES) {
      conversation.receive(answer.subarray(offset, offset + CHUNK_BYTES));
    }
    const outcome = await read;
    if (outcome.type !== 'card') throw new Error(`the invented card of the warm-up gives ${outcome.type}`);
  }
}

function inventedReadAnswer(): Uint8Array {
  const body = Buffer.alloc(3 + READ_HEADER_BYTES + TEXT_BYTES + PHOTO_BYTES);
  body[2] = 0x90;
  body.writeUInt16BE(TEXT_BYTES, 3);
  body.writeUInt16BE(PHOTO_BYTES, 5);
  const text = body.subarray(3 + READ_HEADER_BYTES, 3 + READ_HEADER_BYTES + TEXT_BYTES);
  text.fill(' ', 'utf16le');
  const layout = layoutOf(' ');
  const first17 = '99999919000101000';
  const put = (field: TextField | null, value: string) => {
    if (field !== null) text.write(value, field.offset, field.bytes, 'utf16le');
  };
  put(layout.name, '样例');
  put(layout.sex, '1');
  put(layout.nation, '01');
  put(layout.birthDate, '19000101');
  put(layout.address, '样例省示范市');
  put(layout.number, first17 + checkCharacter(first17));
  put(layout.issuingAuthority, '样例局');
  put(layout.validFrom, '20200101');
  put(layout.validUntil, '长期');
  return encodeSdtFrame(body);
}
