import { err, ok, type Result } from '#shared/result.ts';
import { exchange, type Transmit } from './apdu.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { selectFile } from './select.ts';
import { statusText } from './status-words.ts';
import { parseSimpleTlv } from './tlv.ts';

/** A file of the card whose records are found by their tags. */
export interface RecordFile {
  /** @returns the value, without tag and length; null where the card has no such record */
  read(tag: number): Promise<Result<Uint8Array | null, CardReadFault>>;
}

/** `kept`: the card gives it only to who knows its keys. */
export type OpenedRecordFile = RecordFile | 'kept';

const READ_RECORD = 0xb2;
/** P2, low three bits, in the file that is selected: 000 first record with the tag in P1 · 100 record with that number */
const BY_TAG = 0b000;
const BY_NUMBER = 0b100;
const MAX_RECORDS = 32;

type Read =
  | { readonly type: 'records'; readonly values: ReadonlyMap<number, Uint8Array> }
  /** There is none, or the card does not know this way of reading. */
  | { readonly type: 'none' }
  | { readonly type: 'kept' };

/**
 * Opens a file and finds out how its records can be had.
 *
 * ```
 *   first tag by tag ──▶ that record ──▶ the others by tag too
 *                    ──▶ none, or another record ──▶ all records by number, kept by the tag that stands in each
 * ```
 * By number alone nothing is decided: in EF06 the sex is record 3 on a first-generation card, and 4 on the others, where
 * the extension of the name is 3.
 *
 * @param firstTag a record that every card has
 */
export async function openRecordFile(
  transmit: Transmit,
  fid: number,
  firstTag: number,
): Promise<Result<OpenedRecordFile, CardReadFault>> {
  const selected = await selectFile(transmit, fid);
  if (!selected.ok) return selected;
  if (selected.value.status === 'securityNotSatisfied') return ok('kept');
  if (selected.value.status !== 'done') return err(unreadable(selected.value.sw));

  const first = await readRecord(transmit, firstTag, BY_TAG);
  if (!first.ok) return first;
  if (first.value.type === 'kept') return ok('kept');
  if (first.value.type === 'none' || !first.value.values.has(firstTag)) return readAllByNumber(transmit);
  const known = first.value.values;
  return ok({
    read: async (tag) => {
      const value = known.get(tag);
      if (value !== undefined) return ok(value);
      const record = await readRecord(transmit, tag, BY_TAG);
      if (!record.ok) return record;
      return ok(record.value.type === 'records' ? (record.value.values.get(tag) ?? null) : null);
    },
  });
}

async function readAllByNumber(transmit: Transmit): Promise<Result<OpenedRecordFile, CardReadFault>> {
  const values = new Map<number, Uint8Array>();
  for (let number = 1; number <= MAX_RECORDS; number += 1) {
    const record = await readRecord(transmit, number, BY_NUMBER);
    if (!record.ok) return record;
    if (record.value.type === 'kept') return ok('kept');
    if (record.value.type === 'none') break;
    for (const [tag, value] of record.value.values) if (!values.has(tag)) values.set(tag, value);
  }
  return ok({ read: (tag) => Promise.resolve(ok(values.get(tag) ?? null)) });
}

async function readRecord(transmit: Transmit, p1: number, p2: number): Promise<Result<Read, CardReadFault>> {
  const answered = await exchange(transmit, { header: [0x00, READ_RECORD, p1, p2], expected: 'all' });
  if (!answered.ok) return answered;
  const { status, data, sw } = answered.value;
  switch (status) {
    case 'done': {
      const records = parseSimpleTlv(data);
      if (records === null) return err(unreadable(sw));
      // The first of two with the same tag is the one that counts.
      return ok({
        type: 'records',
        values: new Map(records.toReversed().map(({ tag, value }) => [tag, value])),
      });
    }
    case 'securityNotSatisfied':
      return ok({ type: 'kept' });
    case 'recordNotFound':
    case 'parametersWrong':
    case 'functionNotSupported':
      return ok({ type: 'none' });
    default:
      return err(unreadable(sw));
  }
}

export const unreadable = (sw: number): CardReadFault => ({ type: 'unreadable', statusWord: statusText(sw) });

/** The card answered as it should, and what it says makes no sense. */
export const NO_SENSE: CardReadFault = unreadable(0x9000);
