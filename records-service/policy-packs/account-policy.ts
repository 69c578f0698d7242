import type { PensionScheme } from '#shared/records-api/pension.ts';
import type { Policy } from '#shared/records-api/policies.ts';
import { assertNever } from '#shared/result.ts';
import {
  type AccountInterestRate,
  type CurrentYearInterest,
  ENTERPRISE_EMPLOYEE_INTEREST,
  INTEREST_METHOD,
  RESIDENT_INTEREST,
} from './account-interest.ts';
import {
  nearestPolicy,
  PolicyGapError,
  type PolicyPack,
  policyOf,
  policyOn,
  type RegionCode,
  regionsAround,
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
  /** What figures of these years rest on: one row for each document, from its first year among them to its last. */
  policiesOf(years: readonly number[]): Policy[];
}

/** @param ratesOfScheme for tests of the rule; the product uses the packs of the scheme */
export function accountPolicy(
  region: RegionCode,
  scheme: PensionScheme,
  ratesOfScheme: readonly PolicyPack<AccountInterestRate>[] = interestOf(scheme),
): AccountPolicy {
  const around = regionsAround(region);
  const rates = ratesOfScheme.filter((pack) => around.includes(pack.region));
  const lastPublished = Math.max(...rates.map((pack) => Number(pack.effectiveFrom.slice(0, 4))));
  const find = (year: number) => nearestPolicy(rates, region, `${year}-12-31`);
  const method = (year: number) => policyOn('the interest method', INTEREST_METHOD, region, `${year}-12-31`);
  return {
    currentYearInterest: method(lastPublished).values.currentYearInterest,
    rateOfYear(year) {
      const own = find(year);
      if (own !== undefined) return { ...own.values, published: true };
      const standIn = find(lastPublished);
      const late = year - lastPublished;
      if (standIn === undefined || late < 0 || late > method(lastPublished).values.provisionalYears)
        throw new PolicyGapError(`the account interest rate (${scheme})`, region, String(year));
      return { ...standIn.values, published: false };
    },
    policiesOf(years) {
      const used = [...years].sort((a, b) => a - b).map((year) => find(year) ?? find(lastPublished));
      const packs = used.filter((pack) => pack !== undefined);
      return packs.length === 0 ? [] : oneForEachDocument([method(lastPublished), ...packs]);
    },
  };
}

function oneForEachDocument(packs: readonly PolicyPack<unknown>[]): Policy[] {
  const byDocument = new Map<string, Policy>();
  for (const pack of packs) {
    const key = `${pack.region} ${pack.document}`;
    const { effectiveFrom } = byDocument.get(key) ?? pack;
    byDocument.set(key, { ...policyOf(pack), effectiveFrom });
  }
  return [...byDocument.values()];
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
