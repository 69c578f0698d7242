import { isCitizenNumber } from '#shared/identity/citizen-number.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Transmit } from './apdu.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { NO_SENSE, openRecordFile } from './record-file.ts';
import type { CardHolderData } from './social-security-card.ts';
import { asciiText, decodeText, joinName, packedDate, packedDigits } from './text.ts';

/**
 * EF06 持卡人基本信息: free to read on cards of the first two generations, kept by those of the third.
 *
 * ```
 *   08 number (18)   09 name (30)   4E rest of the name (20)   0A sex (1)   0B nation, packed (1)
 *   0C birth place, packed (3)      0D birth date, packed (4)
 * ```
 */
const EF06 = 0xef06;
const TAGS = {
  number: 0x08,
  name: 0x09,
  nameExtension: 0x4e,
  sex: 0x0a,
  nation: 0x0b,
  birthPlace: 0x0c,
  birthDate: 0x0d,
} as const;
type Field = keyof typeof TAGS;

/** GB/T 2261.1 */
const SEX_BY_CODE: Readonly<Record<string, CardHolderData['sex']>> = {
  '1': 'male',
  '2': 'female',
  '9': 'notStated',
};

/** @returns `kept` where the card gives it only to who knows its keys */
export async function readHolderFile(
  transmit: Transmit,
): Promise<Result<CardHolderData | 'kept', CardReadFault>> {
  const opened = await openRecordFile(transmit, EF06, TAGS.number);
  if (!opened.ok) return opened;
  const file = opened.value;
  if (file === 'kept') return ok('kept');
  const fields = new Map<Field, Uint8Array>();
  for (const field of Object.keys(TAGS) as Field[]) {
    const value = await file.read(TAGS[field]);
    if (!value.ok) return value;
    if (value.value !== null) fields.set(field, value.value);
  }
  return holderOf(fields);
}

function holderOf(fields: ReadonlyMap<Field, Uint8Array>): Result<CardHolderData, CardReadFault> {
  const bytes = (field: Field): Uint8Array => fields.get(field) ?? new Uint8Array();
  const number = asciiText(bytes('number')).toUpperCase();
  if (!isCitizenNumber(number)) return err({ type: 'numberNotValid' });
  const nameBytes = joinName(bytes('name'), fields.get('nameExtension') ?? null);
  if (nameBytes.length === 0) return err(NO_SENSE);
  return ok({
    number,
    name: decodeText(nameBytes),
    nameBytes,
    sex: SEX_BY_CODE[asciiText(bytes('sex'))] ?? null,
    nationCode: digitsOf(bytes('nation'), 2),
    birthPlace: digitsOf(bytes('birthPlace'), 6),
    birthDate: packedDate(bytes('birthDate')),
  });
}

function digitsOf(field: Uint8Array, count: number): string | null {
  const digits = packedDigits(field);
  return digits?.length === count ? digits : null;
}
