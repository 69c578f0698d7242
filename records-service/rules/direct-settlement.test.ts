import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIRECT_SETTLEMENT, type OffSiteCategory } from '../policy-packs/direct-settlement.ts';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { type FiledWhen, settlementWay } from './direct-settlement.ts';

const rulesOf = (region: string) => policyOn('settlement', DIRECT_SETTLEMENT, region, '2026-01-01').values;
const country = rulesOf(WHOLE_COUNTRY);

describe('a stay elsewhere', () => {
  test.each<[OffSiteCategory, FiledWhen, boolean, string, string]>([
    ['retiredSettledElsewhere', 'beforeStay', true, 'direct', 'filed'],
    ['referred', 'duringStay', true, 'direct', 'filed'],
    ['otherTemporary', 'not', true, 'payFirst', 'notFiled'],
    ['emergency', 'not', true, 'direct', 'treatedAsFiled'],
    ['emergency', 'not', false, 'payFirst', 'notNetworked'],
    ['livingElsewhere', 'beforeStay', false, 'payFirst', 'notNetworked'],
  ])('%s, filed %s, networked %s: %s', (category, filed, networked, way, because) => {
    expect(settlementWay({ category, filed, networked }, country)).toMatchObject({ way, because });
  });

  test('that is paid first is claimed with four papers within thirty working days', () => {
    const found = settlementWay({ category: 'workingElsewhere', filed: 'not', networked: true }, country);
    expect(found.claimWorkingDays).toBe(30);
    expect(found.documents).toEqual(['医疗收费票据', '费用清单', '诊断证明', '病历资料']);
  });

  test('of somebody from 哈尔滨 needs the residence permit that the filing names', () => {
    const found = settlementWay(
      { category: 'retiredSettledElsewhere', filed: 'not', networked: true },
      rulesOf('230100'),
    );
    expect(found.documents.at(-1)).toMatch(/居住证/);
  });

  test('has no share where no text gives it', () => {
    const unreferred = { category: 'otherTemporary', filed: 'beforeStay', networked: true } as const;
    expect(settlementWay(unreferred, country).shareOfNormalBasisPoints).toBe(null);
    expect(settlementWay(unreferred, rulesOf('320500')).shareOfNormalBasisPoints).toBe(8000);
    expect(
      settlementWay({ ...unreferred, category: 'referred' }, rulesOf('320500')).shareOfNormalBasisPoints,
    ).toBe(null);
  });
});

test('nobody without a network is settled directly, and whoever pays first is told how to claim', () => {
  const anything = fc.record({
    category: fc.constantFrom(...(Object.keys(country.categories) as OffSiteCategory[])),
    filed: fc.constantFrom<FiledWhen>('beforeStay', 'duringStay', 'not'),
    networked: fc.boolean(),
  });
  fc.assert(
    fc.property(anything, (treatment) => {
      const { way, claimWorkingDays, documents } = settlementWay(treatment, country);
      if (!treatment.networked) expect(way).toBe('payFirst');
      expect(claimWorkingDays === null).toBe(way === 'direct');
      expect(documents.length).toBeGreaterThan(0);
    }),
  );
});
