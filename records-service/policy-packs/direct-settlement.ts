import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** Who is treated elsewhere, as 医保发〔2022〕22号 groups them. */
export type OffSiteCategory =
  | 'retiredSettledElsewhere'
  | 'livingElsewhere'
  | 'workingElsewhere'
  | 'referred'
  | 'emergency'
  | 'otherTemporary';

/** 跨省异地就医: what is settled directly, what is paid first, and what papers it takes. */
export interface DirectSettlement {
  readonly categories: Readonly<Record<OffSiteCategory, OffSiteGroup>>;
  /** Filed after admission and before the settlement at discharge it still counts. */
  readonly filedUntilDischarge: boolean;
  /** 手工报销: for whom it was not settled. */
  readonly claim: { readonly documents: readonly string[]; readonly workingDays: number };
  /** What the share of somebody who went without referral is of the normal one; null where no text was read: it is not guessed. */
  readonly unreferredOfNormalBasisPoints: number | null;
}

interface OffSiteGroup {
  readonly group: 'longTerm' | 'temporary';
  /** An emergency is treated as filed (视同已备案). */
  readonly filing: 'needed' | 'treatedAsFiled';
  readonly documents: readonly string[];
  /** A temporary filing lasts at least so long; null: until it is changed. */
  readonly leastValidMonths: number | null;
  /** A long-term one is not changed sooner, unless the region says otherwise. */
  readonly changeAfterMonths: number | null;
}

const IDENTITY = '医保电子凭证、居民身份证或社会保障卡';
const FORM = '异地就医备案表';

const longTerm = (proof: string): OffSiteGroup => ({
  group: 'longTerm',
  filing: 'needed',
  documents: [IDENTITY, FORM, `${proof}，或个人承诺书`],
  leastValidMonths: null,
  changeAfterMonths: 6,
});

const temporary = (...documents: string[]): OffSiteGroup => ({
  group: 'temporary',
  filing: 'needed',
  documents: [IDENTITY, FORM, ...documents],
  leastValidMonths: 6,
  changeAfterMonths: null,
});

const CLAIM_DOCUMENTS = ['医疗收费票据', '费用清单', '诊断证明', '病历资料'] as const;

const NATIONAL: DirectSettlement = {
  categories: {
    retiredSettledElsewhere: longTerm('户口簿首页和本人常住人口登记卡'),
    livingElsewhere: longTerm('居住证明'),
    workingElsewhere: longTerm('异地工作证明'),
    referred: temporary('转诊转院证明'),
    emergency: {
      group: 'temporary',
      filing: 'treatedAsFiled',
      documents: [IDENTITY],
      leastValidMonths: null,
      changeAfterMonths: null,
    },
    otherTemporary: temporary(),
  },
  filedUntilDischarge: true,
  claim: { documents: CLAIM_DOCUMENTS, workingDays: 30 },
  unreferredOfNormalBasisPoints: null,
};

export const DIRECT_SETTLEMENT: readonly PolicyPack<DirectSettlement>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2023-01-01',
    effectiveTo: null,
    document: '医保发〔2022〕22号; 社会保险经办条例 art. 20',
    source: 'Text on gov.cn; the six months from a public explanation of it',
    confidence: 'onePublicSource',
    values: NATIONAL,
  },
  {
    region: '230100',
    effectiveFrom: '2023-01-01',
    effectiveTo: null,
    document: '医保发〔2022〕22号; 哈尔滨市异地安置: 住院费用报销',
    source: 'National text, and press text among the customer’s documents for the papers of a claim',
    confidence: 'unconfirmed',
    note: 'The press text speaks of 暂住证, which 居住证 has replaced.',
    values: {
      ...NATIONAL,
      claim: {
        ...NATIONAL.claim,
        documents: [...CLAIM_DOCUMENTS, '与备案信息一致的居住证（原暂住证）原件和复印件'],
      },
    },
  },
  {
    region: '320500',
    effectiveFrom: '2023-01-01',
    effectiveTo: null,
    document: '苏州市异地就医: 临时外出就医人员',
    source: 'One public source; its number was not read',
    confidence: 'onePublicSource',
    values: { ...NATIONAL, unreferredOfNormalBasisPoints: 8000 },
  },
];
