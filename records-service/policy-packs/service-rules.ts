import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** What a region sets for its terminals, beside the second factor and the online payment, which have packs of their own. */
export interface ServiceRules {
  readonly verification: {
    /** 查验期: so long a printed statement is confirmed. */
    readonly days: number;
    /** Wrong codes for one number; until the next day nothing more is said about it, whatever code comes. */
    readonly wrongTriesPerPaperPerDay: number;
    /** Wrong numbers and codes from one network address. */
    readonly wrongTriesPerAddressPerHour: number;
  };
}

const USUAL: ServiceRules = {
  verification: { days: 90, wrongTriesPerPaperPerDay: 5, wrongTriesPerAddressPerHour: 30 },
};

export const SERVICE_RULES: readonly PolicyPack<ServiceRules>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: 'No text sets these for the country; 深圳 and 青岛 confirm their statements for three months',
    source: 'Forms of 深圳 and 青岛 for the period; the tries are the product’s',
    confidence: 'unconfirmed',
    values: USUAL,
  },
  {
    region: '110000',
    effectiveFrom: '2013-01-01',
    effectiveTo: null,
    document: '京社保发〔2013〕45号',
    source: 'Text on the agency’s site, for the period of verification; the day it began is assumed',
    confidence: 'onePublicSource',
    values: { ...USUAL, verification: { ...USUAL.verification, days: 30 } },
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: 'Demo region: rules of the terminals',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: USUAL,
  },
];
