import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 特殊病门诊 of residents: a share of what is in scope, up to a limit of the month. */
export interface SpecialDiseaseBenefit {
  /** How many diseases the region recognises. */
  readonly diseaseCount: number;
  /** Those that the source names; `listComplete` says whether these are all. */
  readonly diseases: readonly SpecialDisease[];
  readonly listComplete: boolean;
  /** The share lies between the two; which one holds for a disease the region’s list says. */
  readonly shareBasisPoints: readonly [least: number, most: number];
}

interface SpecialDisease {
  readonly name: string;
  /** null where the source names the disease and not its share. */
  readonly shareBasisPoints: number | null;
  /** null where the source names no limit: it then stands on the person’s own confirmation (确认). */
  readonly mostPerMonthFen: number | null;
}

const named = (name: string): SpecialDisease => ({ name, shareBasisPoints: null, mostPerMonthFen: null });

export const SPECIAL_DISEASES: readonly PolicyPack<SpecialDiseaseBenefit>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 特殊病门诊',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    note: 'The text names three of the 27 diseases, no share of a single one and no monthly limit. Residents’ insurance was merged since; today’s figures differ.',
    values: {
      diseaseCount: 27,
      diseases: [named('冠心病'), named('高血压三期'), named('糖尿病')],
      listComplete: false,
      shareBasisPoints: [6000, 8000],
    },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: 'Demo region: outpatient benefit of special diseases',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: {
      diseaseCount: 4,
      diseases: [
        { name: '冠心病', shareBasisPoints: 6000, mostPerMonthFen: 20_000 },
        { name: '高血压三期', shareBasisPoints: 6000, mostPerMonthFen: 15_000 },
        { name: '糖尿病', shareBasisPoints: 7000, mostPerMonthFen: 20_000 },
        { name: '恶性肿瘤', shareBasisPoints: 8000, mostPerMonthFen: 80_000 },
      ],
      listComplete: true,
      shareBasisPoints: [6000, 8000],
    },
  },
];

/** 生育补助 of residents, once for a birth that conforms with policy. */
export interface MaternityGrant {
  /** `naturalBirth` is 顺产, an assisted one (助娩产) too. */
  readonly grantFen: Readonly<Record<'naturalBirth' | 'caesarean', number>>;
}

export const MATERNITY_GRANT: readonly PolicyPack<MaternityGrant>[] = [
  {
    region: '340100',
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: '合肥市城镇居民基本医疗保险: 生育补助',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    note: 'Residents’ insurance was merged since; today’s figures differ.',
    values: { grantFen: { naturalBirth: 60_000, caesarean: 120_000 } },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2010-01-01',
    effectiveTo: null,
    document: 'Demo region: maternity grant of residents',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { grantFen: { naturalBirth: 80_000, caesarean: 150_000 } },
  },
];
