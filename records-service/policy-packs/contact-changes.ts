import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 个人信息变更 at a terminal. */
export interface ContactChanges {
  /**
   * 冷静期: a change takes effect so many days after it was handed in, and can be withdrawn until then; 0 is at once. Whoever
   * gets hold of a card and its password must not lead a pension to another bank card before its owner notices.
   */
  readonly coolingDays: { readonly phone: number; readonly address: number; readonly bankCard: number };
}

const USUAL: ContactChanges = { coolingDays: { phone: 0, address: 0, bankCard: 3 } };

export const CONTACT_CHANGES: readonly PolicyPack<ContactChanges>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: 'No text sets a time to wait; a region’s own pack goes before this one',
    source: 'The product’s',
    confidence: 'unconfirmed',
    values: USUAL,
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: 'Demo region: changes of contact details',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: USUAL,
  },
];
