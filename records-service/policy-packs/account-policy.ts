import type { PensionScheme } from '#shared/records-api/pension.ts';
import { assertNever } from '#shared/result.ts';
import {
  type AccountInterestRate,
  type CurrentYearInterest,
  ENTERPRISE_EMPLOYEE_INTEREST,
  INTEREST_METHOD,
  RESIDENT_INTEREST,
} from './account-interest.ts';
import {
  findPolicy,
  PolicyGapError,
  type PolicyPack,
  policyOn,
  type RegionCode,
  WHOLE_COUNTRY,
} from './policy-pack.ts';

interface RateOfYear {
  readonly rateBasisPoints: number;
  /** False where the last published rate stands in. */
  readonly published: boolean;
}

/** What the account rules need to know of a region's policy. */
export interface AccountPolicy {
  readonly currentYearInterest: CurrentYearInterest;
  /** @throws PolicyGapError for a year that has no rate and is not among the latest */
  rateOfYear(year: number): RateOfYear;
}

/** @param ratesOfScheme for tests of the rule; the product uses the packs of the scheme */
export function accountPolicy(
  region: RegionCode,
  scheme: PensionScheme,
  ratesOfScheme: readonly PolicyPack<AccountInterestRate>[] = interestOf(scheme),
): AccountPolicy {
  const rates = ratesOfScheme.filter((pack) => pack.region === region || pack.region === WHOLE_COUNTRY);
  const lastPublished = Math.max(...rates.map((pack) => Number(pack.effectiveFrom.slice(0, 4))));
  const find = (year: number) =>
    findPolicy(rates, region, `${year}-12-31`) ?? findPolicy(rates, WHOLE_COUNTRY, `${year}-12-31`);
  const method = (year: number) =>
    policyOn('the interest method', INTEREST_METHOD, region, `${year}-12-31`).values;
  return {
    currentYearInterest: method(lastPublished).currentYearInterest,
    rateOfYear(year) {
      const own = find(year);
      if (own !== undefined) return { ...own.values, published: true };
      const standIn = find(lastPublished);
      const late = year - lastPublished;
      if (standIn === undefined || late < 0 || late > method(lastPublished).provisionalYears)
        throw new PolicyGapError(`the account interest rate (${scheme})`, region, String(year));
      return { ...standIn.values, published: false };
    },
  };
}

function interestOf(scheme: PensionScheme): readonly PolicyPack<AccountInterestRate>[] {
  switch (scheme) {
    case 'enterpriseEmployee':
      return ENTERPRISE_EMPLOYEE_INTEREST;
    case 'resident':
      return RESIDENT_INTEREST;
    default:
      return assertNever(scheme, 'pension scheme');
  }
}
