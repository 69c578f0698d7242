import type { CardAlgorithm } from '#device-daemon/cards/social-security-card/social-security-card.ts';
import type { AccessRule, ApplicationData, ExternalKey, FileData } from './card-data.ts';
import { cardKey, type KeyAlgorithm, type RootKeys } from './keys.ts';
import { ber, hex, tlv } from './tlv.ts';

/** What stands on a card, as bytes where bytes can go wrong. */
export interface SocialSecurityData {
  readonly version: '1.0' | '2.0' | '3.0';
  readonly algorithm: CardAlgorithm;
  readonly cardIdentificationCode: string;
  /** Tag 03 as it stands there: `1.00`, `2.0` and a NUL, nothing at all. */
  readonly versionText: string;
  /** Tag 07; nine characters, and on some cards more. */
  readonly cardNumber: string;
  /** `20180601`, or eight F. */
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly number: string;
  /** GB18030 without padding, up to 50 bytes. */
  readonly name: Uint8Array;
  readonly sex: '1' | '2' | '9';
  readonly nation: string;
  readonly birthPlace: string;
  readonly birthDate: string;
  /** What text fields are filled up with: 00 says the standard, and chips were seen with the others. */
  readonly padding: 0x00 | 0x20 | 0xff;
}

export interface CardKeys {
  readonly roots: RootKeys;
  readonly region: string;
  readonly historicalBytes: Uint8Array;
}

const SSSE_NAME = hex('7378312e73682ec9e7bbe1b1a3d5cf');
const SSSE_FID = 0x3f01;
const RKSSSE_ID = 0x0a;
const NAME_BYTES = 30;
const NAME_EXTENSION_BYTES = 20;

/** The environment SSSE with its own files, the public application DF01 and the medical one DF04. */
export function socialSecurityApplications(
  data: SocialSecurityData,
  keys: CardKeys,
): readonly ApplicationData[] {
  const { algorithm } = data;
  const make = (root: Uint8Array, keyAlgorithm: KeyAlgorithm) =>
    cardKey(root, keyAlgorithm, keys.region, keys.historicalBytes);
  // Nobody outside knows SSF33, so these cards have no keys here and answer 6A88.
  const internalKey = algorithm === 'SSF33' ? null : make(keys.roots.internal, algorithm);
  const externalKey = (id: number, name: ExternalKey['name']): ExternalKey[] =>
    algorithm === 'SSF33' ? [] : [{ id, name, key: make(keys.roots.read, algorithm) }];
  const application = (
    name: ApplicationData['name'],
    fid: number,
    aid: Uint8Array,
    fci: Uint8Array,
    files: readonly FileData[],
    externalKeys: readonly ExternalKey[],
  ): ApplicationData => ({
    name,
    fid,
    aid,
    fci,
    files,
    internalKey,
    externalKeys,
    processingOptions: null,
  });
  const df = (name: 'DF01' | 'DF04', fid: number, aid: Uint8Array, rest: readonly FileData[]) =>
    application(name, fid, aid, ber(0x6f, ber(0x84, aid)), rest, externalKey(0x0a, `RK1${name}`));

  return [
    application(
      'SSSE',
      SSSE_FID,
      SSSE_NAME,
      fciOf(data),
      environmentFiles(data),
      externalKey(RKSSSE_ID, 'RKSSSE'),
    ),
    df('DF01', 0xdf01, hex('d15600000500'), [
      records(0xef05, { anyOf: ['pin', 'RK1DF01'] }, [
        tlv(0x20, Buffer.from('10', 'latin1')),
        tlv(0x21, new Uint8Array(0x50)),
        tlv(0x0e, hex(data.birthPlace)),
      ]),
      { fid: 0xef16, read: 'free', contents: { type: 'binary', bytes: new Uint8Array(0x20).fill(0xff) } },
    ]),
    df('DF04', 0xdf04, hex('d15600000503'), [
      records(0xef05, { anyOf: ['pin', 'RK1DF04'] }, [tlv(0x84, hex(keys.region))]),
      records(0xef06, { allOf: ['pin', 'RK1DF04'] }, [tlv(0x85, new Uint8Array(8))]),
    ]),
  ];
}

/** Cards of the first generation do not say which algorithm they use. */
function fciOf({ algorithm, version }: SocialSecurityData): Uint8Array {
  const code = { '3DES': 1, SSF33: 2, SM4: 3 }[algorithm];
  const proprietary = version === '1.0' ? [] : [ber(0x9f0c, ber(0x86, Uint8Array.of(code)))];
  return ber(0x6f, ber(0x84, SSSE_NAME), ber(0xa5, ber(0x88, Uint8Array.of(0x1e)), ...proprietary));
}

function environmentFiles(data: SocialSecurityData): readonly FileData[] {
  const { version, padding } = data;
  const characters = (text: string, bytes: number) => padded(Buffer.from(text, 'latin1'), bytes, padding);
  const name = padded(data.name, NAME_BYTES + NAME_EXTENSION_BYTES, padding);
  const hasExtension = version !== '1.0';
  if (data.name.length > (hasExtension ? NAME_BYTES + NAME_EXTENSION_BYTES : NAME_BYTES))
    throw new Error('the name is too long for this card');
  return [
    records(0xef05, 'free', [
      tlv(0x01, hex(data.cardIdentificationCode)),
      tlv(0x02, Buffer.from('3', 'latin1')),
      tlv(0x03, padded(Buffer.from(data.versionText, 'latin1'), 4, 0x00)),
      tlv(0x04, hex(`9156000002${'999999'.repeat(2)}01`)),
      tlv(0x05, hex(data.issuedOn)),
      tlv(0x06, hex(data.validUntil)),
      tlv(0x07, Buffer.from(data.cardNumber, 'latin1')),
    ]),
    records(0xef06, version === '3.0' ? { anyOf: ['RKSSSE'] } : 'free', [
      tlv(0x08, characters(data.number, 18)),
      tlv(0x09, name.subarray(0, NAME_BYTES)),
      ...(hasExtension ? [tlv(0x4e, name.subarray(NAME_BYTES))] : []),
      tlv(0x0a, Buffer.from(data.sex, 'latin1')),
      tlv(0x0b, hex(data.nation)),
      tlv(0x0c, hex(data.birthPlace)),
      tlv(0x0d, hex(data.birthDate)),
    ]),
    // Fingerprint and photo: provided for, and usually empty.
    { fid: 0xef07, read: { anyOf: ['RKSSSE'] }, contents: emptyBinary(0x300) },
    { fid: 0xef08, read: { anyOf: ['RKSSSE'] }, contents: emptyBinary(0x1000) },
  ];
}

const records = (fid: number, read: AccessRule, list: readonly Uint8Array[]): FileData => ({
  fid,
  read,
  contents: { type: 'records', records: list },
});

const emptyBinary = (bytes: number) => ({ type: 'binary', bytes: new Uint8Array(bytes).fill(0xff) }) as const;

function padded(value: Uint8Array, bytes: number, padding: number): Uint8Array {
  const field = new Uint8Array(Math.max(bytes, value.length)).fill(padding);
  field.set(value);
  return field;
}
