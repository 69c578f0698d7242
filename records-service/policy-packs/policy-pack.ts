import type { Policy } from '#shared/records-api/policies.ts';
import type { IsoDate } from '#shared/time/calendar.ts';

/** GB/T 2260 code of a region. */
export type RegionCode = string;
export const WHOLE_COUNTRY: RegionCode = '000000';
/** Assigned to no place: the region of the invented citizens. */
export const DEMO_REGION: RegionCode = '999999';

/**
 * How sure a value is.
 * `invented` belongs to the demo region and must never be copied into the pack of a real one.
 */
type Confidence = 'officialText' | 'onePublicSource' | 'unconfirmed' | 'invented';

/** Values that a document sets for a region and a time. Rules take them from here and hold no such number. */
export interface PolicyPack<Values> {
  readonly region: RegionCode;
  readonly effectiveFrom: IsoDate;
  /** Last day; null while in force. */
  readonly effectiveTo: IsoDate | null;
  /** The document that sets the values. */
  readonly document: string;
  /** Where they were read. */
  readonly source: string;
  readonly confidence: Confidence;
  /** What else one has to know before trusting the values: above all, that a newer rule exists which they do not hold. */
  readonly note?: string;
  readonly values: Values;
}

/** The packs lack a value that a rule needs: staff has to add it before figures can be given. */
export class PolicyGapError extends Error {
  constructor(what: string, region: RegionCode, when: string) {
    super(`No policy pack gives ${what} for region ${region} in ${when}`);
    this.name = 'PolicyGapError';
  }
}

/** A county lies in a prefecture, that in a province, that in the country: `630102`, `630100`, `630000`, `000000`. */
export const regionsAround = (region: RegionCode): readonly RegionCode[] => [
  ...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, WHOLE_COUNTRY]),
];

/** The pack in force on a day: the region’s own, else that of the nearest region around it. */
export function nearestPolicy<Values>(
  packs: readonly PolicyPack<Values>[],
  region: RegionCode,
  date: IsoDate,
): PolicyPack<Values> | undefined {
  for (const around of regionsAround(region)) {
    const pack = findPolicy(packs, around, date);
    if (pack !== undefined) return pack;
  }
  return undefined;
}

/**
 * The pack in force on a day, where there has to be one.
 * @param what names the value in the error
 * @throws PolicyGapError when there is none
 */
export function policyOn<Values>(
  what: string,
  packs: readonly PolicyPack<Values>[],
  region: RegionCode,
  date: IsoDate,
): PolicyPack<Values> {
  const pack = nearestPolicy(packs, region, date);
  if (pack === undefined) throw new PolicyGapError(what, region, date);
  return pack;
}

/** A region’s own pack only. */
function findPolicy<Values>(
  packs: readonly PolicyPack<Values>[],
  region: RegionCode,
  date: IsoDate,
): PolicyPack<Values> | undefined {
  return packs.find(
    (pack) =>
      pack.region === region &&
      pack.effectiveFrom <= date &&
      (pack.effectiveTo === null || date <= pack.effectiveTo),
  );
}

/** What an answer says of a pack that it used. */
export const policyOf = ({
  region,
  document,
  effectiveFrom,
  effectiveTo,
  source,
  confidence,
  note,
}: PolicyPack<unknown>): Policy => ({
  region,
  document,
  effectiveFrom,
  effectiveTo,
  source,
  confidence,
  ...(note === undefined ? {} : { note }),
});
