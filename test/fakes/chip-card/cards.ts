import { SAMPLE_CITIZENS, type SampleCitizen } from '#records-service/sample-data/citizens.ts';
import {
  SAMPLE_CARD_VERSIONS,
  type SampleCardVersion,
  type SocialSecurityCardNumbers,
  SPECIAL_SAMPLE_CARDS,
  type SpecialSampleCard,
  sampleCardVersionsOf,
  socialSecurityCardNumbers,
  specialCardNumbers,
} from '#records-service/sample-data/social-security-cards.ts';
import { FakeRefusal } from '../fake-process.ts';
import { bankApplications, inventedAccountNumber } from './bank-application.ts';
import type { ChipCardData, PinData } from './card-data.ts';
import type { ChipCard, Orientation } from './chip-card.ts';
import { CardFileSystem } from './file-system.ts';
import { encodeGb18030 } from './gb18030.ts';
import { type RootKeys, SYNTHETIC_ROOTS } from './keys.ts';
import { type SocialSecurityData, socialSecurityApplications } from './social-security-application.ts';
import { hex } from './tlv.ts';

/** The PIN of every sample card that has one. */
const SAMPLE_PIN: PinData = { digits: '246810', maximum: 6, triesLeft: 6 };
const REGION = '999999';
const NO_BIRTH_PLACE = 'ffffff';

/** What makes a card other than the ordinary one of its version. */
interface Peculiarities {
  readonly file?: Partial<SocialSecurityData>;
  readonly card?: Partial<Pick<ChipCardData, 'pin' | 'locked' | 'faults' | 'transport'>>;
  /** Made by somebody who does not know the province's keys. */
  readonly roots?: RootKeys;
  /** First bytes of the ATR instead of the usual `3B 6D 00 00`. */
  readonly atrHead?: string;
}

const BY_VERSION = {
  '1.0': { version: '1.0', algorithm: '3DES', versionText: '1.00', padding: 0x20 },
  '2.0': { version: '2.0', algorithm: '3DES', versionText: '2.00', padding: 0x00 },
  '3.0': { version: '3.0', algorithm: 'SM4', versionText: '3.00', padding: 0x00 },
  '3.0-3des': { version: '3.0', algorithm: '3DES', versionText: '3.00', padding: 0xff },
} as const satisfies Record<SampleCardVersion, Partial<SocialSecurityData>>;

const rootsOf = (region: string): RootKeys => {
  const roots = SYNTHETIC_ROOTS.get(region.slice(0, 2));
  if (roots === undefined) throw new Error(`no keys for the region ${region}`);
  return roots;
};

/** `00 81` chip maker, three bytes of the chip's system, `86 50` card maker, region, serial number of the chip. */
const historicalBytesOf = ({ cardIdentificationCode }: SocialSecurityCardNumbers): Uint8Array =>
  hex(`00810102038650${cardIdentificationCode.slice(0, 4)}${cardIdentificationCode.slice(16, 24)}`);

/** TD1 80, TD2 01: what PC/SC builds for a card in the field, with a check byte at the end. */
const CONTACTLESS_ATR_HEAD = '3b8d8001';

function atrOf(head: string, historicalBytes: Uint8Array): Uint8Array {
  const atr = Buffer.concat([hex(head), historicalBytes]);
  const check = atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0);
  return head === CONTACTLESS_ATR_HEAD ? Buffer.concat([atr, Uint8Array.of(check)]) : atr;
}

function socialSecurityCard(
  name: string,
  story: string,
  citizen: SampleCitizen,
  sampleVersion: SampleCardVersion,
  numbers: SocialSecurityCardNumbers,
  { file, card, roots, atrHead }: Peculiarities = {},
): ChipCardData {
  const data: SocialSecurityData = {
    ...BY_VERSION[sampleVersion],
    ...numbers,
    issuedOn: '20180601',
    validUntil: sampleVersion === '1.0' ? 'ffffffff' : '20380531',
    number: citizen.number,
    name: encodeGb18030(citizen.name),
    sex: citizen.sex === 'male' ? '1' : '2',
    nation: citizen.nationCode,
    birthPlace: sampleVersion === '1.0' ? NO_BIRTH_PLACE : REGION,
    birthDate: citizen.birthDate.replaceAll('-', ''),
    ...file,
  };
  const historicalBytes = historicalBytesOf(numbers);
  const social = socialSecurityApplications(data, {
    roots: roots ?? rootsOf(REGION),
    region: REGION,
    historicalBytes,
  });
  const bank = bankApplications(
    inventedAccountNumber(Number.parseInt(numbers.cardIdentificationCode.slice(16, 24), 16)),
  );
  return {
    name,
    story,
    atr: atrOf(atrHead ?? '3b6d0000', historicalBytes),
    transport: 'T=0',
    algorithm: data.algorithm,
    version: data.version,
    applications: data.version === '1.0' ? social : [...social, ...bank],
    startsIn: data.version === '1.0' ? 'SSSE' : null,
    pin: SAMPLE_PIN,
    locked: null,
    faults: {},
    ...card,
  };
}

function citizenOf(key: string): SampleCitizen {
  const citizen = SAMPLE_CITIZENS.find((candidate) => candidate.key === key);
  if (citizen === undefined) throw new Error(`the sample citizens have no "${key}"`);
  return citizen;
}

const VERSION_STORY: Readonly<Record<SampleCardVersion, string>> = {
  '1.0': 'First generation, name and number free to read, no last day, texts filled with spaces. PIN 246810.',
  '2.0': 'Second generation, name and number free to read. PIN 246810.',
  '3.0': 'Third generation with SM4: name and number only for who knows the keys. PIN 246810.',
  '3.0-3des': 'Third generation with 3DES: name and number only for who knows the keys. PIN 246810.',
};

/** The standard looks at three characters of four, and issuers filled the fourth as they liked. */
const VERSION_TEXTS = ['2.00', '2.0', '2.01'] as const;

const CITIZENS_CARDS: readonly ChipCardData[] = SAMPLE_CITIZENS.flatMap((citizen, index) =>
  sampleCardVersionsOf(citizen.key).map((version) =>
    socialSecurityCard(
      `${citizen.key}-${version}`,
      `${citizen.story} ${VERSION_STORY[version]}`,
      citizen,
      version,
      socialSecurityCardNumbers(index, SAMPLE_CARD_VERSIONS.indexOf(version) + 1),
      version === '2.0' ? { file: { versionText: VERSION_TEXTS[index % 3] ?? '2.00' } } : {},
    ),
  ),
);

type SpecialName = (typeof SPECIAL_SAMPLE_CARDS)[number]['name'];

const wrongCheckDigit = (number: string): string =>
  number.slice(0, 17) + String((Number(number.slice(17).replace('X', '10')) + 1) % 10);

const numbersOf = (name: SpecialName): SocialSecurityCardNumbers => {
  const card = SPECIAL_SAMPLE_CARDS.find((candidate) => candidate.name === name);
  if (card === undefined) throw new Error(`no special card ${name}`);
  return specialCardNumbers(card);
};

const SPECIALS: Readonly<Record<SpecialName, { readonly story: string } & Peculiarities>> = {
  'pin-not-set': { story: 'Has no PIN: nothing to enter.', card: { pin: null } },
  'pin-one-try-left': {
    story: 'Two wrong PINs were entered elsewhere, one try is left. PIN 246810.',
    card: { pin: { ...SAMPLE_PIN, maximum: 3, triesLeft: 1 } },
  },
  'pin-locked': {
    story: 'No try is left; the right PIN (246810) is refused too.',
    card: { pin: { ...SAMPLE_PIN, triesLeft: 0 } },
  },
  'card-locked': { story: 'Locked by its issuer: every command is answered 6A81.', card: { locked: 'card' } },
  'application-locked': {
    story: 'The social-security side is locked for good (9303), the bank side works.',
    card: { locked: 'application' },
  },
  'numbers-shifted': {
    story: 'Gives its records by number only, where the extension of the name shifts them. PIN 246810.',
    card: { faults: { noReadingByTag: true } },
  },
  forged: {
    story: 'A copy made without the keys of the province. PIN 246810.',
    roots: { internal: new Uint8Array(16).fill(0xaa), read: new Uint8Array(16).fill(0xbb) },
  },
  ssf33: { story: 'Uses SSF33, which only its makers know. PIN 246810.', file: { algorithm: 'SSF33' } },
  contactless: {
    story: 'Third generation with SM4, laid on a contactless reader (T=1). PIN 246810.',
    card: { transport: 'T=1' },
    atrHead: CONTACTLESS_ATR_HEAD,
  },
  expired: { story: 'Its last day was in 2020. PIN 246810.', file: { validUntil: '20200531' } },
  'wrong-check-digit': {
    story: 'A social-security number that no authority gave. PIN 246810.',
    file: { number: wrongCheckDigit(citizenOf('gaps').number) },
  },
  'padded-card-number': {
    story: 'The record of the card number is longer than its nine characters. PIN 246810.',
    file: { cardNumber: `${numbersOf('padded-card-number').cardNumber}0 \u{0}\u{0}` },
  },
  'not-registered': { story: 'Genuine, and not in the records. Third generation with SM4. PIN 246810.' },
  lost: { story: 'Reported lost: the records say it is out of use. PIN 246810.' },
  cancelled: { story: 'Replaced by a new one: the records say it is out of use. PIN 246810.' },
  'regional-card-number': {
    story: 'The last character of its number follows a rule of the region. PIN 246810.',
  },
  'inverse-convention': {
    story: 'First generation, ATR in the inverse convention (3F), its version left empty. PIN 246810.',
    atrHead: '3f6d0000',
    file: { versionText: '' },
  },
  'rare-characters': {
    story: 'Name in characters of four bytes, which GBK does not have. PIN 246810.',
    file: { padding: 0x20 },
  },
  'long-name': {
    story: 'A name of more than 30 bytes, a character of it cut in two by its extension. PIN 246810.',
    file: { name: encodeGb18030('买买提明.艾力示范江阿卜杜演示例样') },
  },
};

const SPECIAL_CARDS: readonly ChipCardData[] = SPECIAL_SAMPLE_CARDS.map((card) => {
  const { name, citizenKey, version }: SpecialSampleCard = card;
  const { story, ...peculiarities } = SPECIALS[card.name];
  return socialSecurityCard(
    name,
    story,
    citizenOf(citizenKey),
    version,
    specialCardNumbers(card),
    peculiarities,
  );
});

const OTHER_CARDS: readonly ChipCardData[] = [
  {
    name: 'bank-card',
    story: 'A bank card without a social-security side.',
    atr: hex('3b6d000000640455860300000000000001'),
    transport: 'T=0',
    algorithm: '3DES',
    version: null,
    applications: bankApplications(inventedAccountNumber(900_001)),
    startsIn: null,
    pin: null,
    locked: null,
    faults: {},
  },
  {
    name: 'mute',
    story: 'The chip does not answer: dirty, broken, or none at all.',
    atr: hex('3b00'),
    transport: 'T=0',
    algorithm: '3DES',
    version: null,
    applications: [],
    startsIn: null,
    pin: null,
    locked: null,
    faults: { mute: true },
  },
];

/** Every chip card of the bench by its name: the sample citizens', then those with something special. */
export const CHIP_CARDS: ReadonlyMap<string, ChipCardData> = new Map(
  [...CITIZENS_CARDS, ...SPECIAL_CARDS, ...OTHER_CARDS].map((card) => [card.name, card]),
);

/** A specimen fresh from the drawer: tries that were spent on another one are not spent on this. */
export function insertable(name: string, orientation: Orientation): ChipCard {
  const data = CHIP_CARDS.get(name);
  if (data === undefined) throw new FakeRefusal(404, `no card of the name ${name}; see GET /cards`);
  // The contacts do not meet the chip: as if there were none.
  return new CardFileSystem(orientation === 'right' ? data : { ...data, faults: { mute: true } });
}
