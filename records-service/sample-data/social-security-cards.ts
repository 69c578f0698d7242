import { createHash } from 'node:crypto';
import { SAMPLE_CITIZENS } from './citizens.ts';

/** As the cards of the demo region are made: three generations, the third with SM4 or with the older 3DES. */
export type SampleCardVersion = '1.0' | '2.0' | '3.0' | '3.0-3des';

/** What the records know of an issued card. The card itself is played by the device bench under the same name. */
export interface SampleSocialSecurityCard {
  /** Name of the card on the device bench. */
  readonly name: string;
  readonly citizenKey: string;
  readonly version: SampleCardVersion;
  readonly cardNumber: string;
  readonly cardIdentificationCode: string;
  readonly state: 'inUse' | 'lost' | 'cancelled';
}

export interface SocialSecurityCardNumbers {
  /** 卡号 */
  readonly cardNumber: string;
  /** 卡的识别码 */
  readonly cardIdentificationCode: string;
}

/**
 * The numbers of the invented cards, the same in the records and on the chips.
 *
 * ```
 *   card number          T | 9000000 + 10 × citizen + k | check character (GB 11714)
 *   identification code  999999 | D156000005 | 16 × citizen + k, 8 hex digits | first 4 bytes of SHA-256(body)
 *                        region | fixed      | serial number of the chip      | authentication code
 * ```
 * @param citizen index in SAMPLE_CITIZENS · k which card of that citizen, 1–9: 1–4 the versions, 5–9 the special cards
 */
export function socialSecurityCardNumbers(citizen: number, k: number): SocialSecurityCardNumbers {
  const body = `T${9_000_000 + citizen * 10 + k}`;
  const serial = (citizen * 16 + k).toString(16).padStart(8, '0').toUpperCase();
  const authenticationCode = createHash('sha256').update(body).digest('hex').slice(0, 8).toUpperCase();
  return {
    cardNumber: body + organizationCheckCharacter(body),
    cardIdentificationCode: `999999D156000005${serial}${authenticationCode}`,
  };
}

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 11714 over eight characters, A = 10 … Z = 35. */
function organizationCheckCharacter(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(body.charAt(index), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

export const SAMPLE_CARD_VERSIONS: readonly SampleCardVersion[] = ['1.0', '2.0', '3.0', '3.0-3des'];

/** Everybody has a card of the second and one of the third generation; one person has one of each kind. */
const EVERYBODYS: readonly SampleCardVersion[] = ['2.0', '3.0'];

/** Cards with something special, issued to a citizen besides the ordinary ones. */
export interface SpecialSampleCard {
  readonly name: string;
  readonly citizenKey: string;
  readonly k: 5 | 6 | 7 | 8 | 9;
  readonly version: SampleCardVersion;
  /** null: the records have never heard of it. */
  readonly state: SampleSocialSecurityCard['state'] | null;
  /** The region's own rule for the check character gives something else than GB 11714. */
  readonly checkCharacter?: string;
}

export const SPECIAL_SAMPLE_CARDS = [
  { name: 'pin-not-set', citizenKey: 'in-work', k: 5, version: '2.0', state: 'inUse' },
  { name: 'pin-one-try-left', citizenKey: 'in-work', k: 6, version: '2.0', state: 'inUse' },
  { name: 'pin-locked', citizenKey: 'in-work', k: 7, version: '2.0', state: 'inUse' },
  { name: 'card-locked', citizenKey: 'in-work', k: 8, version: '2.0', state: 'inUse' },
  { name: 'application-locked', citizenKey: 'in-work', k: 9, version: '2.0', state: 'inUse' },
  { name: 'numbers-shifted', citizenKey: 'several-employers', k: 5, version: '2.0', state: 'inUse' },
  { name: 'forged', citizenKey: 'several-employers', k: 6, version: '3.0', state: 'inUse' },
  { name: 'ssf33', citizenKey: 'several-employers', k: 7, version: '2.0', state: 'inUse' },
  { name: 'contactless', citizenKey: 'several-employers', k: 8, version: '3.0', state: 'inUse' },
  { name: 'expired', citizenKey: 'gaps', k: 5, version: '2.0', state: 'inUse' },
  { name: 'wrong-check-digit', citizenKey: 'gaps', k: 6, version: '2.0', state: 'inUse' },
  { name: 'padded-card-number', citizenKey: 'gaps', k: 7, version: '2.0', state: 'inUse' },
  { name: 'not-registered', citizenKey: 'gaps', k: 8, version: '3.0', state: null },
  { name: 'lost', citizenKey: 'gaps', k: 9, version: '2.0', state: 'lost' },
  { name: 'cancelled', citizenKey: 'made-up', k: 5, version: '2.0', state: 'cancelled' },
  {
    name: 'regional-card-number',
    citizenKey: 'made-up',
    k: 6,
    version: '2.0',
    state: 'inUse',
    checkCharacter: 'Z',
  },
  { name: 'inverse-convention', citizenKey: 'made-up', k: 7, version: '1.0', state: 'inUse' },
  { name: 'rare-characters', citizenKey: 'rare-characters', k: 5, version: '2.0', state: 'inUse' },
  { name: 'long-name', citizenKey: 'long-name', k: 5, version: '2.0', state: 'inUse' },
] as const satisfies readonly SpecialSampleCard[];

export const sampleCardVersionsOf = (citizenKey: string): readonly SampleCardVersion[] =>
  citizenKey === 'in-work' ? SAMPLE_CARD_VERSIONS : EVERYBODYS;

/** The numbers that stand on a special card. */
export function specialCardNumbers({ citizenKey, k, checkCharacter }: SpecialSampleCard) {
  const numbers = socialSecurityCardNumbers(indexOfCitizen(citizenKey), k);
  if (checkCharacter === undefined) return numbers;
  return { ...numbers, cardNumber: numbers.cardNumber.slice(0, 8) + checkCharacter };
}

function indexOfCitizen(key: string): number {
  const index = SAMPLE_CITIZENS.findIndex((citizen) => citizen.key === key);
  if (index < 0) throw new Error(`the sample citizens have no "${key}"`);
  return index;
}

/** Every card that the records know. */
export const SAMPLE_SOCIAL_SECURITY_CARDS: readonly SampleSocialSecurityCard[] = [
  ...SAMPLE_CITIZENS.flatMap(({ key }, index) =>
    sampleCardVersionsOf(key).map(
      (version): SampleSocialSecurityCard => ({
        name: `${key}-${version}`,
        citizenKey: key,
        version,
        ...socialSecurityCardNumbers(index, SAMPLE_CARD_VERSIONS.indexOf(version) + 1),
        state: 'inUse',
      }),
    ),
  ),
  ...SPECIAL_SAMPLE_CARDS.flatMap((card: SpecialSampleCard): SampleSocialSecurityCard[] => {
    const { name, citizenKey, version, state } = card;
    return state === null ? [] : [{ name, citizenKey, version, ...specialCardNumbers(card), state }];
  }),
];
