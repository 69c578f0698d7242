import { PUBLISHED_BASE_LIMITS } from './base-limits.ts';
import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** All rates in hundredths of a per cent of the contribution base. */
export interface ContributionRates {
  readonly employeeBasisPoints: number;
  readonly employerBasisPoints: number;
  /** Share of the base that goes to the personal account; what the employee's part does not fill, the employer's does. */
  readonly accountBasisPoints: number;
}

function employeeRates(
  effectiveFrom: string,
  effectiveTo: string | null,
  [employeeBasisPoints, employerBasisPoints, accountBasisPoints]: readonly [number, number, number],
  origin: Pick<PolicyPack<ContributionRates>, 'region' | 'document' | 'source' | 'confidence'>,
): PolicyPack<ContributionRates> {
  return {
    ...origin,
    effectiveFrom,
    effectiveTo,
    values: { employeeBasisPoints, employerBasisPoints, accountBasisPoints },
  };
}

const BEFORE_1998 = {
  region: DEMO_REGION,
  document: 'Demo region, after 国发〔1986〕77号: contract workers',
  source: 'Own part only goes to the account; the figures are made up',
  confidence: 'invented',
} as const;
const RISING = {
  region: DEMO_REGION,
  document: 'Demo region, after 国发〔1997〕26号: account of 11 %, own part one point up every two years',
  source: 'Account size from the document; the steps of the own part are the demo region’s',
  confidence: 'unconfirmed',
} as const;
const SINCE_2006 = {
  region: WHOLE_COUNTRY,
  document: '国发〔2005〕38号',
  source: 'Text on gov.cn',
  confidence: 'officialText',
} as const;

export const EMPLOYEE_RATES: readonly PolicyPack<ContributionRates>[] = [
  employeeRates('1986-01-01', '1997-12-31', [300, 1500, 300], BEFORE_1998),
  employeeRates('1998-01-01', '1999-12-31', [500, 2000, 1100], RISING),
  employeeRates('2000-01-01', '2001-12-31', [600, 2000, 1100], RISING),
  employeeRates('2002-01-01', '2003-12-31', [700, 2000, 1100], RISING),
  employeeRates('2004-01-01', '2005-12-31', [800, 2000, 1100], RISING),
  employeeRates('2006-01-01', '2019-04-30', [800, 2000, 800], SINCE_2006),
  employeeRates('2019-05-01', null, [800, 1600, 800], {
    ...SINCE_2006,
    document: '国办发〔2019〕13号',
  }),
];

/** 灵活就业: the worker pays everything. */
export const FLEXIBLE_WORKER_RATES: readonly PolicyPack<ContributionRates>[] = [
  employeeRates('2006-01-01', null, [2000, 0, 800], { ...SINCE_2006, confidence: 'onePublicSource' }),
];

/** Monthly limits of the base; the floor is not always 60 % of the average wage, so all three are stored. */
export interface BaseLimits {
  readonly averageWageFen: number;
  readonly floorFen: number;
  readonly ceilingFen: number;
}

/** Payment years of the demo region run from July to June. Made up: [first year, average wage, floor, ceiling] in yuan. */
const DEMO_BASE_YUAN: readonly (readonly [year: number, average: number, floor: number, ceiling: number])[] =
  [
    [1985, 98, 59, 294],
    [1986, 110, 66, 330],
    [1987, 122, 73, 366],
    [1988, 146, 88, 438],
    [1989, 161, 97, 483],
    [1990, 178, 107, 534],
    [1991, 195, 117, 585],
    [1992, 226, 136, 678],
    [1993, 281, 169, 843],
    [1994, 378, 227, 1134],
    [1995, 458, 275, 1374],
    [1996, 517, 310, 1551],
    [1997, 539, 323, 1617],
    [1998, 623, 374, 1869],
    [1999, 695, 417, 2085],
    [2000, 781, 469, 2343],
    [2001, 906, 544, 2718],
    [2002, 1035, 621, 3105],
    [2003, 1170, 702, 3510],
    [2004, 1335, 801, 4005],
    [2005, 1530, 918, 4590],
    [2006, 1750, 1050, 5250],
    [2007, 2077, 1246, 6231],
    [2008, 2436, 1462, 7308],
    [2009, 2728, 1637, 8184],
    [2010, 3096, 1858, 9288],
    [2011, 3538, 2123, 10614],
    [2012, 3966, 2380, 11898],
    [2013, 4385, 2631, 13155],
    [2014, 4730, 2838, 14190],
    [2015, 5170, 3102, 15510],
    [2016, 5640, 3384, 16920],
    [2017, 6193, 3716, 18579],
    [2018, 6870, 4122, 20610],
    // The average came to include all kinds of units and fell; the floor was held, then eased for two years.
    [2019, 6520, 3912, 19560],
    [2020, 6910, 3912, 20730],
    [2021, 7330, 4190, 21990],
    [2022, 7790, 4480, 23370],
    [2023, 8210, 4926, 24630],
    [2024, 8480, 5088, 25440],
    [2025, 8700, 5220, 26100],
    [2026, 8890, 5334, 26670],
  ];

const DEMO_BASE_LIMITS: readonly PolicyPack<BaseLimits>[] = DEMO_BASE_YUAN.map(
  ([year, average, floor, ceiling], index) => ({
    region: DEMO_REGION,
    effectiveFrom: `${year}-07-01`,
    effectiveTo: index === DEMO_BASE_YUAN.length - 1 ? null : `${year + 1}-06-30`,
    document: `Demo region: limits of the contribution base for the payment year ${year}`,
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { averageWageFen: average * 100, floorFen: floor * 100, ceilingFen: ceiling * 100 },
  }),
);

export const BASE_LIMITS: readonly PolicyPack<BaseLimits>[] = [...DEMO_BASE_LIMITS, ...PUBLISHED_BASE_LIMITS];

/** 城乡居民: what one pays for a year, and what the government adds for it. */
export interface ResidentTiers {
  readonly tiers: readonly { readonly ownFen: number; readonly subsidyFen: number }[];
}

const yuanTiers = (rows: readonly (readonly [own: number, subsidy: number])[]): ResidentTiers => ({
  tiers: rows.map(([own, subsidy]) => ({ ownFen: own * 100, subsidyFen: subsidy * 100 })),
});

export const RESIDENT_TIERS: readonly PolicyPack<ResidentTiers>[] = [
  {
    region: DEMO_REGION,
    effectiveFrom: '2012-01-01',
    effectiveTo: '2019-12-31',
    document: 'Demo region, after 国发〔2014〕8号: tiers 100 to 2000 yuan, at least 30 and 60 yuan added',
    source: 'Tiers and least subsidies from the document; the steps between are made up',
    confidence: 'invented',
    values: yuanTiers([
      [100, 30],
      [200, 35],
      [300, 40],
      [400, 50],
      [500, 60],
      [600, 65],
      [700, 70],
      [800, 75],
      [900, 80],
      [1000, 90],
      [1500, 120],
      [2000, 150],
    ]),
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    document: 'Demo region: tiers 200 to 5000 yuan since 2020',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: yuanTiers([
      [200, 40],
      [500, 70],
      [1000, 110],
      [2000, 180],
      [3000, 240],
      [5000, 320],
    ]),
  },
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2014-02-21',
    effectiveTo: null,
    document: '国发〔2014〕8号',
    source: 'Text on gov.cn: twelve tiers, and what governments add at least; provinces add tiers and money',
    confidence: 'officialText',
    values: yuanTiers([
      [100, 30],
      [200, 30],
      [300, 30],
      [400, 30],
      [500, 60],
      [600, 60],
      [700, 60],
      [800, 60],
      [900, 60],
      [1000, 60],
      [1500, 60],
      [2000, 60],
    ]),
  },
];
