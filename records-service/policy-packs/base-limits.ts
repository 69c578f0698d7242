import type { BaseLimits } from './contributions.ts';
import type { PolicyPack } from './policy-pack.ts';

type Origin = Pick<PolicyPack<BaseLimits>, 'region' | 'document' | 'source' | 'confidence'>;

/** Limits of a month in yuan, as notices give them. */
function limits(
  effectiveFrom: string,
  effectiveTo: string | null,
  [average, floor, ceiling]: readonly [average: number, floor: number, ceiling: number],
  origin: Origin,
): PolicyPack<BaseLimits> {
  return {
    ...origin,
    effectiveFrom,
    effectiveTo,
    values: { averageWageFen: average * 100, floorFen: floor * 100, ceilingFen: ceiling * 100 },
  };
}

const SHANGHAI: Origin = {
  region: '310000',
  document: '上海市社会保险缴费基数上下限, yearly notice',
  source: 'Official notices, as a public project lists them',
  confidence: 'officialText',
};

/**
 * Limits of real places, from one payment year (mostly July to June) to the next. Floors were held or eased in 2020 to
 * 2022, so that they are stored and never worked out from the average. A place whose last notice has run out has no limits.
 */
export const PUBLISHED_BASE_LIMITS: readonly PolicyPack<BaseLimits>[] = [
  limits('2025-07-01', '2026-06-30', [11_937, 7162, 35_811], {
    region: '110000',
    document: '京人社发〔2025〕11号',
    source: 'Notice, as a public project quotes it; the average is a third of the ceiling',
    confidence: 'officialText',
  }),
  limits('2026-07-01', null, [12_116, 7270, 36_348], {
    region: '110000',
    document: '北京市社会保险缴费基数上下限 from July 2026',
    source: 'One public project; its notice was not read',
    confidence: 'onePublicSource',
  }),
  limits('2019-05-01', '2020-06-30', [8211, 4927, 24_633], SHANGHAI),
  limits('2020-07-01', '2021-06-30', [9339, 4927, 28_017], SHANGHAI),
  limits('2021-07-01', '2022-06-30', [10_338, 5975, 31_014], SHANGHAI),
  limits('2022-07-01', '2023-06-30', [11_396, 6520, 34_188], SHANGHAI),
  limits('2023-07-01', '2024-06-30', [12_183, 7310, 36_549], SHANGHAI),
  limits('2024-07-01', '2025-06-30', [12_307, 7384, 36_921], SHANGHAI),
  limits('2025-07-01', '2026-06-30', [12_434, 7460, 37_302], SHANGHAI),
  limits('2025-07-01', '2026-06-30', [9183, 4775, 27_549], {
    region: '440000',
    document: '粤人社发〔2025〕32号',
    source: 'Notice, as a public project quotes it; the floor is that of the regions outside the first group',
    confidence: 'officialText',
  }),
];
