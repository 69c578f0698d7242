import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Transmit } from './apdu.ts';
import { CARD_NUMBER_CHARACTERS, isCardNumber } from './card-number.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { NO_SENSE, openRecordFile, type RecordFile, unreadable } from './record-file.ts';
import type { SocialSecurityCard } from './social-security-card.ts';
import { asciiText, hexDigits, packedDate } from './text.ts';

/**
 * EF05 发卡机构数据, free to read on every card.
 *
 * ```
 *   01 identification code (16)   03 version (4)   05 issued on (4)   06 valid until (4)   07 card number (9)
 * ```
 */
export interface IssuerData {
  readonly cardIdentificationCode: string;
  readonly version: SocialSecurityCard['version'];
  readonly issuedOn: IsoDate | null;
  readonly validUntil: IsoDate | null;
  readonly cardNumber: string;
}

const EF05 = 0xef05;
const TAG = {
  identificationCode: 0x01,
  version: 0x03,
  issuedOn: 0x05,
  validUntil: 0x06,
  cardNumber: 0x07,
} as const;
const IDENTIFICATION_CODE_BYTES = 16;

export async function readIssuerFile(transmit: Transmit): Promise<Result<IssuerData, CardReadFault>> {
  const file = await openIssuerFile(transmit);
  if (!file.ok) return file;
  const code = await identificationCodeOf(file.value);
  if (!code.ok) return code;
  const version = await file.value.read(TAG.version);
  if (!version.ok) return version;
  const issuedOn = await file.value.read(TAG.issuedOn);
  if (!issuedOn.ok) return issuedOn;
  const validUntil = await file.value.read(TAG.validUntil);
  if (!validUntil.ok) return validUntil;
  const number = await file.value.read(TAG.cardNumber);
  if (!number.ok) return number;

  // Some cards carry a longer record; what follows the ninth character is not part of the number.
  const firstNine = (number.value ?? new Uint8Array()).subarray(0, CARD_NUMBER_CHARACTERS);
  const cardNumber = asciiText(firstNine).toUpperCase();
  if (!isCardNumber(cardNumber)) return err(NO_SENSE);
  return ok({
    cardIdentificationCode: code.value,
    version: versionOf(asciiText(version.value ?? new Uint8Array())),
    issuedOn: issuedOn.value === null ? null : packedDate(issuedOn.value),
    validUntil: validUntil.value === null ? null : packedDate(validUntil.value),
    cardNumber,
  });
}

/** No more than which card this is. */
export async function readIdentificationCode(transmit: Transmit): Promise<Result<string, CardReadFault>> {
  const file = await openIssuerFile(transmit);
  return file.ok ? identificationCodeOf(file.value) : file;
}

async function openIssuerFile(transmit: Transmit): Promise<Result<RecordFile, CardReadFault>> {
  const file = await openRecordFile(transmit, EF05, TAG.identificationCode);
  if (!file.ok) return file;
  return file.value === 'kept' ? err(unreadable(0x6982)) : ok(file.value);
}

async function identificationCodeOf(file: RecordFile): Promise<Result<string, CardReadFault>> {
  const code = await file.read(TAG.identificationCode);
  if (!code.ok) return code;
  return code.value?.length === IDENTIFICATION_CODE_BYTES ? ok(hexDigits(code.value)) : err(NO_SENSE);
}

/** Three characters count. Nothing at all stands for 1.0, and what comes after 3.0 is read as 3.0 is. */
function versionOf(text: string): SocialSecurityCard['version'] {
  const generation = Number.parseInt(text.slice(0, 3), 10);
  if (generation >= 3) return '3.0';
  return generation === 2 ? '2.0' : '1.0';
}
