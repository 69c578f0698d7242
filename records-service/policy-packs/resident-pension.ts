import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 城乡居民基本养老保险: from when it is paid and what the state adds at least. Delayed retirement does not touch it. */
export interface ResidentPension {
  readonly fromAgeMonths: number;
  readonly leastContributionMonths: number;
  /** 计发月数, in tenths of a month. */
  readonly divisorTenths: number;
  /** 基础养老金 of the country; provinces add to it. */
  readonly basicPensionFen: number;
}

function since(
  effectiveFrom: string,
  effectiveTo: string | null,
  basicYuan: number,
  origin: Pick<PolicyPack<ResidentPension>, 'document' | 'source' | 'confidence'>,
): PolicyPack<ResidentPension> {
  return {
    region: WHOLE_COUNTRY,
    ...origin,
    effectiveFrom,
    effectiveTo,
    values: {
      fromAgeMonths: 720,
      leastContributionMonths: 180,
      divisorTenths: 1390,
      basicPensionFen: basicYuan * 100,
    },
  };
}

export const RESIDENT_PENSION: readonly PolicyPack<ResidentPension>[] = [
  since('2023-01-01', '2024-06-30', 103, {
    document: '国发〔2014〕8号; least basic pension of 2023',
    source: 'Text on gov.cn, and publications of the least basic pension',
    confidence: 'officialText',
  }),
  since('2024-07-01', '2024-12-31', 123, {
    document: '国发〔2014〕8号; least basic pension from July 2024',
    source: 'Text on gov.cn, and publications of the least basic pension',
    confidence: 'officialText',
  }),
  since('2025-01-01', '2025-12-31', 143, {
    document: '国发〔2014〕8号; least basic pension of 2025',
    source: 'The amount of 2025 from memory of a publication, not read',
    confidence: 'unconfirmed',
  }),
  since('2026-01-01', null, 163, {
    document: '国发〔2014〕8号; least basic pension of 2026',
    source: 'One public project that quotes 人力资源社会保障部',
    confidence: 'onePublicSource',
  }),
];
