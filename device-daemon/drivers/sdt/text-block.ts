import { isCitizenNumber } from '#shared/identity/citizen-number.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { isIsoDate } from '#shared/time/calendar.ts';
import type { IdentityCard } from '../identity-card.ts';
import type { CardDataFault } from '../identity-card-driver.ts';
import { TEXT_BYTES } from './commands.ts';
import { layoutOf, type TextBlockLayout, type TextField, TYPE_LETTER_OFFSET } from './text-block-layouts.ts';
import { utf16Text, withoutPadding } from './utf16.ts';

/** What the text block says; the photo comes beside it. */
export type CardText = Omit<IdentityCard, 'photo'>;

/** Never throws, whatever the bytes. */
export function decodeTextBlock(block: Uint8Array): Result<CardText, CardDataFault> {
  if (block.length !== TEXT_BYTES) return err('invalidMedia');
  // Once for the whole block: a field is two bytes a unit, and the citizen waits for this.
  const units = utf16Text(block);
  const layout = layoutOf(units.charAt(TYPE_LETTER_OFFSET / 2));
  const text = ({ offset, bytes }: TextField) =>
    withoutPadding(units.slice(offset / 2, (offset + bytes) / 2));

  const number = text(layout.number).toUpperCase();
  const numberFault = faultOfNumber(layout, number);
  if (numberFault !== null) return err(numberFault);

  const birthDate = isoDate(text(layout.birthDate));
  const validFrom = isoDate(text(layout.validFrom));
  const until = text(layout.validUntil);
  const validUntil = until === LONG_TERM ? null : isoDate(until);
  if (birthDate === undefined || validFrom === undefined || validUntil === undefined)
    return err('invalidMedia');

  const latinName = layout.latinName.map(text).join('').trim();
  const name = text(layout.name) || latinName;
  if (name === '') return err('invalidMedia');

  return ok({
    kind: layout.kind,
    name,
    latinName: latinName === '' ? null : latinName,
    number,
    sex: SEX_BY_CODE[text(layout.sex)] ?? 'unknown',
    nationCode: optional(layout.nation, text),
    birthDate,
    address: optional(layout.address, text),
    issuingAuthority: optional(layout.issuingAuthority, text),
    validFrom,
    validUntil,
  });
}

const LONG_TERM = '长期';

/** GB/T 2261.1 */
const SEX_BY_CODE: Readonly<Record<string, IdentityCard['sex'] | undefined>> = {
  '0': 'unknown',
  '1': 'male',
  '2': 'female',
  '9': 'notStated',
};

const optional = (field: TextField | null, text: (field: TextField) => string): string | null =>
  field === null ? null : text(field) || null;

/** `20260131` → `2026-01-31`; undefined where that is no day. */
function isoDate(yyyymmdd: string): string | undefined {
  if (!/^\d{8}$/.test(yyyymmdd)) return undefined;
  const date = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;
  return isIsoDate(date) ? date : undefined;
}

/** 810000, 820000, 830000: the numbers of the residence permit (GB 11643 with its own regions). */
const PERMIT_NUMBER = /^8[123]0000/;
/** `9`, then the province of application: the number of the 2023 foreign card. */
const FOREIGN_NUMBER = /^9(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/;
/** Three letters of nationality and twelve digits; the meaning of the digits is not published. */
const OLD_FOREIGN_NUMBER = /^[A-Z]{3}\d{12}$/;

function faultOfNumber(layout: TextBlockLayout, number: string): CardDataFault | null {
  switch (layout.kind) {
    case 'foreignPermanentResidentCard2017':
      return OLD_FOREIGN_NUMBER.test(number) ? null : 'numberNotValid';
    case 'foreignPermanentResidentCard2023':
      return isCitizenNumber(number) && FOREIGN_NUMBER.test(number) && number.slice(14, 17) !== '000'
        ? null
        : 'numberNotValid';
    case 'residentIdentityCard':
    case 'hongKongMacaoTaiwanResidencePermit':
      break;
  }
  if (!isCitizenNumber(number)) return 'numberNotValid';
  // Readers needed new firmware in 2018 for J and in 2023 for Y. Old firmware gives these cards in the mainland
  // layout, with the rest of the block in the wrong places.
  const isPermit = layout.kind === 'hongKongMacaoTaiwanResidencePermit';
  if (!isPermit && PERMIT_NUMBER.test(number)) return 'readerFirmwareOutdated';
  if (FOREIGN_NUMBER.test(number)) return 'readerFirmwareOutdated';
  return null;
}
