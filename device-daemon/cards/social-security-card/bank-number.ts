import { ok } from '#shared/result.ts';
import type { ChipCardOutcome } from '../../drivers/chip-card-reader.ts';
import { type CardAnswer, exchange, type Transmit } from './apdu.ts';
import { selectByName } from './select.ts';
import { packedDigits } from './text.ts';
import { type BerTlv, findBerTlv, parseBerTlv } from './tlv.ts';

/** Debit, credit, and credit that is paid in first: a bank puts one of them on the card. */
const BANK_AIDS = ['a000000333010101', 'a000000333010102', 'a000000333010103'].map((digits) =>
  Buffer.from(digits, 'hex'),
);
const PDOL = 0x9f38;
const FILE_LOCATOR = 0x94;
const ACCOUNT_NUMBER = 0x5a;
const TRACK_2 = 0x57;
/** Format 1 of the processing options: profile (2), then the file locator. */
const PROFILE_BYTES = 2;
const LOCATOR_BYTES = 4;
const MAX_RECORDS = 16;

interface RecordPlace {
  readonly sfi: number;
  readonly number: number;
}

/** Where the number stands on cards that do not say where: first record of files 2, 1 and 3. */
const USUAL_PLACES: readonly RecordPlace[] = [2, 1, 3].map((sfi) => ({ sfi, number: 1 }));

/**
 * The number of the account, masked to its last four digits before anybody sees it; null where the card has none. The
 * environment is not selected any more afterwards.
 */
export async function readMaskedBankNumber(transmit: Transmit): Promise<ChipCardOutcome<string | null>> {
  for (const aid of BANK_AIDS) {
    const selected = await selectByName(transmit, aid);
    if (!selected.ok) return selected;
    if (selected.value.status === 'done') return readFromApplication(transmit, itemsOf(selected.value));
  }
  return ok(null);
}

async function readFromApplication(
  transmit: Transmit,
  fci: readonly BerTlv[],
): Promise<ChipCardOutcome<string | null>> {
  const wanted = wantedBytes(findBerTlv(fci, PDOL) ?? new Uint8Array());
  const options = await exchange(transmit, {
    header: [0x80, 0xa8, 0x00, 0x00],
    // What it wants to be told of the terminal is all zero: nothing is paid here.
    data: Uint8Array.of(0x83, wanted, ...new Uint8Array(wanted)),
    expected: 'all',
  });
  if (!options.ok) return options;
  const places = options.value.status === 'done' ? placesOf(itemsOf(options.value)) : [];
  for (const { sfi, number } of places.length === 0 ? USUAL_PLACES : places) {
    const record = await exchange(transmit, {
      header: [0x00, 0xb2, number, (sfi << 3) | 0b100],
      expected: 'all',
    });
    if (!record.ok) return record;
    const accountNumber = record.value.status === 'done' ? accountNumberOf(itemsOf(record.value)) : null;
    if (accountNumber !== null) return ok(masked(accountNumber));
  }
  return ok(null);
}

const itemsOf = ({ data }: CardAnswer): readonly BerTlv[] => parseBerTlv(data) ?? [];

/** Pairs of a tag and the length of what is wanted under it. */
function wantedBytes(pdol: Uint8Array): number {
  let total = 0;
  for (let offset = 0; offset < pdol.length; ) {
    const hasTwoBytes = ((pdol[offset] ?? 0) & 0x1f) === 0x1f;
    offset += hasTwoBytes ? 2 : 1;
    total += pdol[offset] ?? 0;
    offset += 1;
  }
  return Math.min(total, 0x7f);
}

/**
 * ```
 *   80 | profile (2) | locator             77 | … 94 locator …
 *   locator: SFI × 8 | first record | last record | how many are signed      … again for every file
 * ```
 */
function placesOf(options: readonly BerTlv[]): readonly RecordPlace[] {
  const locator =
    findBerTlv(options, FILE_LOCATOR) ??
    findBerTlv(options, 0x80)?.subarray(PROFILE_BYTES) ??
    new Uint8Array();
  const places: RecordPlace[] = [];
  for (let offset = 0; offset + LOCATOR_BYTES <= locator.length; offset += LOCATOR_BYTES) {
    const [sfi = 0, first = 0, last = 0] = locator.subarray(offset, offset + LOCATOR_BYTES);
    for (let number = Math.max(first, 1); number <= last && places.length < MAX_RECORDS; number += 1)
      places.push({ sfi: sfi >> 3, number });
  }
  return places;
}

/** By its tag, never by its bytes: those of another field may look the same. */
function accountNumberOf(items: readonly BerTlv[]): string | null {
  const number = findBerTlv(items, ACCOUNT_NUMBER);
  const digits = number === null ? track2Number(findBerTlv(items, TRACK_2)) : packedDigits(number);
  return digits !== null && /^\d{16,19}$/.test(digits) ? digits : null;
}

/** Up to the separator D. */
const track2Number = (track2: Uint8Array | null): string | null =>
  track2 === null ? null : (Buffer.from(track2).toString('hex').split('d')[0] ?? null);

const masked = (digits: string): string => '＊'.repeat(4) + digits.slice(-4);
