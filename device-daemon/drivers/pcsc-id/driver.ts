import { ok } from '#shared/result.ts';
import type { CardFault, ChipCardReader, OpenChipCardReaderLink } from '../chip-card-reader.ts';
import type {
  DetectOutcome,
  IdentityCardConversation,
  OpenIdentityCardLink,
  PresenceOutcome,
  ReadOutcome,
  SelfTestOutcome,
} from '../identity-card-driver.ts';
import { isLinkFault, type LinkFault } from '../link-fault.ts';
import { PHOTO_BYTES, READ_HEADER_BYTES, TEXT_BYTES } from '../sdt/commands.ts';
import { ReadAnswer } from '../sdt/read-answer.ts';

/**
 * Readers behind PC/SC that read identity cards by themselves and hand out the data of `30 01`, 256 bytes at a time.
 *
 * ```
 *   FF B0 nn 00 00  ▶  piece nn and 90 00, or 62 82 where the end comes early;  else: no identity card, or unreadable
 *   nn     0                               1                  2 … 4   5
 *         │ 01 00 │ 04 00 │ text, 252    │ text, 4 │ photo  │ photo │ photo, 4 │
 * ```
 */
const PIECES = 6;
const CONTENT_BYTES = READ_HEADER_BYTES + TEXT_BYTES + PHOTO_BYTES;
const command = (piece: number, bytes: number): Uint8Array => Uint8Array.of(0xff, 0xb0, piece, 0x00, bytes);
const POLL_MS = 20; // The service tells of cards by itself: looking costs nothing.

/** @param openReader the reader as PC/SC knows it: a reader of chip cards */
export function pcscIdLink(openReader: OpenChipCardReaderLink): OpenIdentityCardLink {
  return async (lost) => {
    const opened = await openReader(lost);
    if (!opened.ok) return opened;
    const { reader, ...link } = opened.value;
    const conversation = new PcscIdConversation(reader);
    const own = { model: 'pcsc-id', pollMs: POLL_MS, conversation, selfTest: conversation.ping };
    return ok({ ...link, ...own, close: () => reader.close() });
  };
}

class PcscIdConversation implements IdentityCardConversation {
  /** Each answer comes whole, to the call that asked for it; the reader ends with its link. */
  receive(): void {}
  end(): void {}

  constructor(private readonly reader: ChipCardReader) {}

  /** That the card which was powered has gone is no news here: it is looked for anew at each look. */
  async #status() {
    const status = await this.reader.status();
    return !status.ok && status.error.type === 'cardMoved' ? this.reader.status() : status;
  }

  readonly ping = async (): Promise<SelfTestOutcome> => {
    const status = await this.#status();
    return status.ok ? { type: 'well', readerId: null } : linkFaultOf(status.error);
  };
  readonly selfTest = this.ping;

  async detect(): Promise<DetectOutcome> {
    const status = await this.#status();
    if (!status.ok) return linkFaultOf(status.error);
    return { type: status.value.position === 'none' ? 'notFound' : 'found' };
  }

  /** The card stays powered while it lies there, so that no other is taken for it; any answer to the lengths will do. */
  async stillThere(): Promise<PresenceOutcome> {
    const detected = await this.detect();
    if (detected.type !== 'found') return detected.type === 'notFound' ? { type: 'absent' } : detected;
    const answer = await this.reader.transmit('card', command(0, READ_HEADER_BYTES));
    if (answer.ok) return { type: 'present', newestAddress: null };
    return isLinkFault(answer.error) ? answer.error : { type: 'absent' };
  }

  async read(): Promise<ReadOutcome> {
    const powered = await this.reader.powerOn('card');
    if (!powered.ok) return unreadOf(powered.error);
    const pieces: Uint8Array[] = [];
    for (let piece = 0; piece < PIECES; piece += 1) {
      const answer = await this.reader.transmit('card', command(piece, 0));
      if (!answer.ok) return unreadOf(answer.error);
      const word = Buffer.from(answer.value.subarray(-2)).toString('hex');
      if (word !== '9000' && word !== '6282') return { type: 'rejected', reason: 'invalidMedia' };
      pieces.push(answer.value.subarray(0, -2));
    }
    const read = new ReadAnswer().decode(Buffer.concat(pieces).subarray(0, CONTENT_BYTES));
    return read.ok ? { type: 'card', card: read.value } : { type: 'unacceptable', reason: read.error };
  }
}

function unreadOf(fault: CardFault | LinkFault): ReadOutcome {
  if (fault.type === 'noCard' || fault.type === 'cardMoved') return { type: 'noMedia' };
  if (fault.type === 'mute' || fault.type === 'unsupported')
    return { type: 'rejected', reason: 'invalidMedia' };
  return linkFaultOf(fault);
}

const linkFaultOf = (fault: CardFault | LinkFault): LinkFault =>
  isLinkFault(fault) ? fault : { type: 'broken', code: `PC/SC ${fault.type}` };
