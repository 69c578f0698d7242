import { DEMO_REGION, type PolicyPack } from './policy-pack.ts';

/** 医保线上参保缴费 */
export interface OnlinePayment {
  /** From the assessment (核定) until it has to be begun again. */
  readonly payWithinMinutes: number;
  /** 补扣漏缴 of flexible workers who stopped for no longer. */
  readonly makeUpMonths: number;
  readonly family: { readonly mostActive: number; readonly mostEver: number };
  /** Who may not renew here, and where they go. */
  readonly elsewhere: Readonly<Record<RefusedGroup, Office>>;
  /** 银行网点 where the card’s financial function (金融功能) is activated; without it nothing can be paid. */
  readonly activateCardAt: readonly string[];
}

export type RefusedGroup =
  | 'firstEnrolment'
  | 'elderlyFirstEnrolment'
  | 'student'
  | 'lowIncomeOrOrphan'
  | 'severelyDisabled'
  | 'householdElsewhere';

export type Office = 'community' | 'school' | 'districtCivilAffairs' | 'originalChannel';

const SHENYANG: OnlinePayment = {
  payWithinMinutes: 60,
  makeUpMonths: 3,
  family: { mostActive: 5, mostEver: 8 },
  elsewhere: {
    firstEnrolment: 'community',
    elderlyFirstEnrolment: 'community',
    student: 'school',
    lowIncomeOrOrphan: 'districtCivilAffairs',
    severelyDisabled: 'community',
    householdElsewhere: 'originalChannel',
  },
  activateCardAt: ['盛京银行', '工商银行'],
};

export const ONLINE_PAYMENT: readonly PolicyPack<OnlinePayment>[] = [
  {
    region: '210100',
    effectiveFrom: '2019-01-01',
    effectiveTo: null,
    document: '沈阳市医保线上参保缴费服务说明',
    source: 'Press text among the customer’s documents, without a number or a date; the first day is assumed',
    confidence: 'unconfirmed',
    values: SHENYANG,
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2019-01-01',
    effectiveTo: null,
    document: 'Demo region, after 沈阳: payment at the kiosk',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { ...SHENYANG, activateCardAt: ['任一合作银行网点'] },
  },
];
