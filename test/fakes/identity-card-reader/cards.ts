import { SAMPLE_CITIZENS, type SampleCitizen } from '#records-service/sample-data/citizens.ts';
import { checkCharacter } from '#shared/identity/citizen-number.ts';
import { type CardText, encodeNewestAddress, encodeTextBlock } from './text-block-encoder.ts';

/** An invented card. What is wrong with one that cannot be read is the status the module gives for it. */
export interface SampleCard {
  readonly name: string;
  readonly story: string;
  readonly textBlock: Uint8Array;
  readonly photo: Uint8Array;
  /** Entries added after the card was issued, at most four. */
  readonly newestAddresses: readonly Uint8Array[];
  readonly defect: null | 'unrecognisedType' | 'damaged' | 'counterfeit';
}

/** Not a picture: bytes that look like noise, with the frame's own preamble among them as the worst case. */
const PHOTO = ((): Uint8Array => {
  const photo = new Uint8Array(1024);
  let value = 1;
  for (let index = 0; index < photo.length; index += 1) {
    value = (value * 1_103_515_245 + 12_345) % 2 ** 31;
    photo[index] = value >> 16;
  }
  photo.set(Buffer.from('WL'), 0);
  photo.set([0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x04, 0x00, 0x00, 0x90, 0x94], 500);
  photo.set([0xaa, 0xaa, 0xaa, 0x96, 0x69], 1015);
  return photo;
})();

function card(
  name: string,
  story: string,
  text: CardText,
  rest: Partial<Pick<SampleCard, 'newestAddresses' | 'defect'>> = {},
): SampleCard {
  return {
    name,
    story,
    textBlock: encodeTextBlock(text),
    photo: PHOTO,
    newestAddresses: [],
    defect: null,
    ...rest,
  };
}

/** The chip's field has 15 UTF-16 units; what a longer name has more, the card does not say. */
function fitting(name: string): string {
  const cut = name.slice(0, NAME_UNITS);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
const NAME_UNITS = 15;

const compact = (isoDate: string): string => isoDate.replaceAll('-', '');

function mainland(citizen: SampleCitizen): Extract<CardText, { layout: 'mainland' }> {
  return {
    layout: 'mainland',
    name: fitting(citizen.name),
    sex: citizen.sex === 'male' ? '1' : '2',
    nation: citizen.nationCode,
    birth: compact(citizen.birthDate),
    address: citizen.address,
    number: citizen.number,
    issuer: '示范市公安局演示分局',
    from: '20180601',
    until: citizen.birthDate < '1973-01-01' ? '长期' : '20380601',
  };
}

const numberFrom = (first17: string): string => first17 + checkCharacter(first17);

const inWork = SAMPLE_CITIZENS.find((citizen) => citizen.key === 'in-work');
if (inWork === undefined) throw new Error('the sample citizens have no "in-work"');
const base = mainland(inWork);

/** The 17 digits whose check character is X, so that the chip's small x shows. */
function first17WithCheckX(prefix: string): string {
  for (let sequence = 1; sequence < 1000; sequence += 1) {
    const first17 = prefix + String(sequence).padStart(3, '0');
    if (checkCharacter(first17) === 'X') return first17;
  }
  throw new Error(`no sequence gives the check character X after ${prefix}`);
}

const wrongCheckDigit = (number: string): string =>
  number.slice(0, 17) + String((Number(number.slice(17).replace('X', '10')) + 1) % 10);

const FOREIGN = {
  sex: '2',
  birth: '19810803',
  latinName: 'SPECIMEN, ALEXANDRA DEMONSTRATION',
  nationality: 'CAN',
} as const;

const SPECIAL_CARDS: readonly SampleCard[] = [
  card('expired', 'Ended in 2020.', { ...base, from: '20100601', until: '20200601' }),
  card('not-yet-valid', 'Begins in 2090.', { ...base, from: '20900601', until: '21100601' }),
  card('residence-permit', 'Residence permit for Hong Kong, Macao and Taiwan (J).', {
    layout: 'J',
    name: '例港范',
    sex: '2',
    birth: '19940823',
    address: '样例省示范市演示区虚构路81号',
    number: numberFrom('81000019940823002'),
    issuer: '示范市公安局',
    from: '20240901',
    until: '20340831',
    permit: 'H12345678',
    issues: '01',
  }),
  card('foreign-2017', 'Permanent residence of a foreigner, 2017 version (I).', {
    ...FOREIGN,
    layout: 'I',
    name: '证件样本',
    number: 'CAN110081080310',
    from: '20250101',
    until: '20350101',
  }),
  card('foreign-2023', 'Permanent residence of a foreigner, 2023 version (Y), with a long name.', {
    ...FOREIGN,
    layout: 'Y',
    name: '证件样本',
    latinName: 'SPECIMEN-DEMONSTRATION, ALEXANDRA EXAMPLE ANN',
    number: '911124198108030024',
    renewals: '01',
    from: '20240915',
    until: '20340914',
    earlier: '110',
  }),
  card('other-card-type', 'Not an identity card at all (SW3 40).', base, { defect: 'unrecognisedType' }),
  card('damaged', 'The chip does not answer any more (SW3 41).', base, { defect: 'damaged' }),
  card('counterfeit', 'The module does not believe it (SW3 32).', base, { defect: 'counterfeit' }),
  card('wrong-check-digit', 'A number that no authority gave.', {
    ...base,
    number: wrongCheckDigit(base.number),
  }),
  card('old-firmware', 'A 2023 foreign card as a reader with old firmware gives it: mainland layout.', {
    ...base,
    number: '911124198108030024',
  }),
  card('with-newest-address', 'Moved house after the card was issued.', base, {
    newestAddresses: [encodeNewestAddress('样例省示范市演示区新址路8号')],
  }),
  card('lower-case-x', 'The chip holds a small x.', {
    ...base,
    number: `${first17WithCheckX('99999919840512')}x`,
  }),
];

/** Every card of the bench by its name: the sample citizens', then those with something special. */
export const SAMPLE_CARDS: ReadonlyMap<string, SampleCard> = new Map(
  [
    ...SAMPLE_CITIZENS.map((citizen) => card(citizen.key, citizen.story, mainland(citizen))),
    ...SPECIAL_CARDS,
  ].map((sample) => [sample.name, sample]),
);
