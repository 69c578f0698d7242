import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 记账利率 of one calendar year. */
export interface AccountInterestRate {
  /** Hundredths of a per cent: 262 = 2.62 %. */
  readonly rateBasisPoints: number;
}

function ofYear(
  year: number,
  rateBasisPoints: number,
  origin: Pick<PolicyPack<AccountInterestRate>, 'region' | 'document' | 'source' | 'confidence'>,
): PolicyPack<AccountInterestRate> {
  return {
    ...origin,
    effectiveFrom: `${year}-01-01`,
    effectiveTo: `${year}-12-31`,
    values: { rateBasisPoints },
  };
}

/** Set for the whole country since 2016 and published in the middle of the following year. */
const NATIONAL = {
  region: WHOLE_COUNTRY,
  document: '人社部发〔2017〕31号: yearly publication by 人力资源社会保障部 and 财政部',
  source: 'Publications on gov.cn for each year 2016-2025',
  confidence: 'officialText',
} as const;

/** Before 2016 each province set its own; these are made up for the demo region. */
const DEMO = {
  region: DEMO_REGION,
  document: 'Demo region: account interest before 2016',
  source: 'Made up; belongs to no real place',
  confidence: 'invented',
} as const;

const DEMO_RESIDENT = {
  ...DEMO,
  document: 'Demo region: account interest of the resident pension',
} as const;

/** 企业职工基本养老保险 */
export const ENTERPRISE_EMPLOYEE_INTEREST: readonly PolicyPack<AccountInterestRate>[] = [
  ofYear(1986, 720, DEMO),
  ofYear(1987, 720, DEMO),
  ofYear(1988, 768, DEMO),
  ofYear(1989, 1134, DEMO),
  ofYear(1990, 1008, DEMO),
  ofYear(1991, 756, DEMO),
  ofYear(1992, 756, DEMO),
  ofYear(1993, 1098, DEMO),
  ofYear(1994, 1098, DEMO),
  ofYear(1995, 1098, DEMO),
  ofYear(1996, 831, DEMO),
  ofYear(1997, 567, DEMO),
  ofYear(1998, 477, DEMO),
  ofYear(1999, 325, DEMO),
  ofYear(2000, 225, DEMO),
  ofYear(2001, 225, DEMO),
  ofYear(2002, 198, DEMO),
  ofYear(2003, 198, DEMO),
  ofYear(2004, 225, DEMO),
  ofYear(2005, 225, DEMO),
  ofYear(2006, 252, DEMO),
  ofYear(2007, 333, DEMO),
  ofYear(2008, 387, DEMO),
  ofYear(2009, 225, DEMO),
  ofYear(2010, 253, DEMO),
  ofYear(2011, 325, DEMO),
  ofYear(2012, 350, DEMO),
  ofYear(2013, 350, DEMO),
  ofYear(2014, 425, DEMO),
  ofYear(2015, 400, DEMO),
  ofYear(2016, 831, NATIONAL),
  ofYear(2017, 712, NATIONAL),
  ofYear(2018, 829, NATIONAL),
  ofYear(2019, 761, NATIONAL),
  ofYear(2020, 604, NATIONAL),
  ofYear(2021, 669, NATIONAL),
  ofYear(2022, 612, NATIONAL),
  ofYear(2023, 397, NATIONAL),
  // One county page prints 2.62 % as the rate of 2025: that is this year's.
  ofYear(2024, 262, NATIONAL),
  ofYear(2025, 150, NATIONAL),
];

/** 城乡居民基本养老保险 */
export const RESIDENT_INTEREST: readonly PolicyPack<AccountInterestRate>[] = [
  ofYear(2012, 325, DEMO_RESIDENT),
  ofYear(2013, 300, DEMO_RESIDENT),
  ofYear(2014, 300, DEMO_RESIDENT),
  ofYear(2015, 275, DEMO_RESIDENT),
  ofYear(2016, 250, DEMO_RESIDENT),
  ofYear(2017, 250, DEMO_RESIDENT),
  ofYear(2018, 275, DEMO_RESIDENT),
  ofYear(2019, 275, DEMO_RESIDENT),
  ofYear(2020, 300, DEMO_RESIDENT),
  ofYear(2021, 300, DEMO_RESIDENT),
  ofYear(2022, 250, DEMO_RESIDENT),
  ofYear(2023, 225, DEMO_RESIDENT),
  ofYear(2024, 175, DEMO_RESIDENT),
  ofYear(2025, 150, DEMO_RESIDENT),
];

/** How a region's engine counts interest on the deposits of the running year. */
export type CurrentYearInterest = 'monthProduct' | 'annual1083' | 'none';

export interface InterestMethod {
  readonly currentYearInterest: CurrentYearInterest;
  /** For so many years after the last published rate it stands in, and the figures are called provisional. */
  readonly provisionalYears: number;
}

export const INTEREST_METHOD: readonly PolicyPack<InterestMethod>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '1986-01-01',
    effectiveTo: null,
    document: '劳办发〔1997〕116号: 月积数法',
    source: 'Formula from a public copy; its arithmetic was checked, the document number was not',
    confidence: 'onePublicSource',
    values: { currentYearInterest: 'monthProduct', provisionalYears: 3 },
  },
];
