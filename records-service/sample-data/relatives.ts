import { checkCharacter, type Sex } from '#shared/identity/citizen-number.ts';
import type { MedicalCategory } from '#shared/records-api/payments.ts';

/** Invented people without a card on the device bench: whom the invented citizens pay for. */
export interface SampleRelative {
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly number: string;
  readonly category: MedicalCategory;
  readonly household: 'local' | 'elsewhere';
  /** Whether they were enrolled before. */
  readonly hasPaid: boolean;
}

function relative(
  key: string,
  name: string,
  sex: Sex,
  birthDate: string,
  sequence: number,
  category: MedicalCategory,
  { household = 'local', hasPaid = true }: Partial<Pick<SampleRelative, 'household' | 'hasPaid'>> = {},
): SampleRelative {
  const parity = sex === 'male' ? 1 : 0;
  const first17 = `999999${birthDate.replaceAll('-', '')}${String(sequence * 10 + parity).padStart(3, '0')}`;
  const number = `${first17}${checkCharacter(first17)}`;
  return { key, name, sex, birthDate, number, category, household, hasPaid };
}

export const SAMPLE_RELATIVES: readonly SampleRelative[] = [
  relative('wife', '何例兰', 'female', '1977-02-11', 51, 'ordinary'),
  relative('son', '郑样乐', 'male', '2012-08-30', 52, 'student'),
  relative('mother', '郑示婆', 'female', '1949-05-17', 53, 'elderlyMovedHere', { hasPaid: false }),
  relative('father', '郑示公', 'male', '1947-01-09', 54, 'severelyDisabled'),
  relative('nephew', '郑构宁', 'male', '2015-12-01', 55, 'orphan'),
  relative('sister', '郑演梅', 'female', '1980-03-22', 56, 'ordinary', { household: 'elsewhere' }),
  relative('grandchild', '钱虚苗', 'female', '2024-06-15', 57, 'ordinary', { hasPaid: false }),
  relative('brother', '钱构平', 'male', '1970-09-05', 58, 'borderlineIncome'),
];

/** Whom somebody bound, in that order; `until` days ago where it has ended. */
export interface SampleBinding {
  readonly citizenKey: string;
  readonly relativeKey: string;
  readonly boundDaysAgo: number;
  readonly unboundDaysAgo?: number;
}

export const SAMPLE_BINDINGS: readonly SampleBinding[] = [
  { citizenKey: 'resident', relativeKey: 'wife', boundDaysAgo: 400 },
  { citizenKey: 'resident', relativeKey: 'sister', boundDaysAgo: 399, unboundDaysAgo: 200 },
  { citizenKey: 'resident', relativeKey: 'son', boundDaysAgo: 398 },
  { citizenKey: 'resident', relativeKey: 'mother', boundDaysAgo: 30 },
  // All eight places are used, five of them now.
  { citizenKey: 'forty-years', relativeKey: 'grandchild', boundDaysAgo: 700, unboundDaysAgo: 600 },
  { citizenKey: 'forty-years', relativeKey: 'brother', boundDaysAgo: 699, unboundDaysAgo: 500 },
  { citizenKey: 'forty-years', relativeKey: 'father', boundDaysAgo: 698, unboundDaysAgo: 400 },
  { citizenKey: 'forty-years', relativeKey: 'grandchild', boundDaysAgo: 300 },
  { citizenKey: 'forty-years', relativeKey: 'brother', boundDaysAgo: 299 },
  { citizenKey: 'forty-years', relativeKey: 'father', boundDaysAgo: 298 },
  { citizenKey: 'forty-years', relativeKey: 'sister', boundDaysAgo: 297 },
  { citizenKey: 'forty-years', relativeKey: 'nephew', boundDaysAgo: 296 },
];

/** Signed at the counter, not used yet. */
export const SAMPLE_AUTHORISATION = {
  authorisationNumber: '999900000017',
  citizenKey: 'resident',
  relativeKey: 'nephew',
} as const;
