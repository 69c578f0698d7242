import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 男 60 · 女 55 (管理岗位, most flexible workers) · 女 50 (工人). The card tells the sex, not the post: it is asked. */
export type RetirementCategory = 'male' | 'female55' | 'female50';

/** How the age of one category rises. All ages and spans in months. */
interface RetirementAge {
  readonly originalMonths: number;
  /** First month of birth that is delayed. */
  readonly delayedFromBirth: string;
  /** One month of delay for every so many months of birth. */
  readonly birthMonthsPerStep: number;
  readonly mostDelayMonths: number;
}

export interface RetirementRules {
  readonly ages: Readonly<Record<RetirementCategory, RetirementAge>>;
  /** 弹性退休: so many months before the statutory age, never before the original one, and after it. */
  readonly flexibleMonths: number;
  /** In writing to the employer before one goes early; agreed before the statutory month where one goes late. */
  readonly noticeMonths: { readonly early: number; readonly late: number };
  /** 最低缴费年限 of those who retire up to that year, and what each further year adds, up to the most. */
  readonly minimumContribution: {
    readonly months: number;
    readonly untilYear: number;
    readonly addedPerYearMonths: number;
    readonly mostMonths: number;
  };
}

export const RETIREMENT_RULES: readonly PolicyPack<RetirementRules>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    document:
      '全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13); 人社部发〔2024〕94号',
    source: 'Text and its tables of ages, checked against two public test suites',
    confidence: 'officialText',
    values: {
      ages: {
        male: {
          originalMonths: 720,
          delayedFromBirth: '1965-01',
          birthMonthsPerStep: 4,
          mostDelayMonths: 36,
        },
        female55: {
          originalMonths: 660,
          delayedFromBirth: '1970-01',
          birthMonthsPerStep: 4,
          mostDelayMonths: 36,
        },
        female50: {
          originalMonths: 600,
          delayedFromBirth: '1975-01',
          birthMonthsPerStep: 2,
          mostDelayMonths: 60,
        },
      },
      flexibleMonths: 36,
      noticeMonths: { early: 3, late: 1 },
      minimumContribution: { months: 180, untilYear: 2029, addedPerYearMonths: 6, mostMonths: 240 },
    },
  },
];
