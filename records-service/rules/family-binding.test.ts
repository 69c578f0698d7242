import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { type Binding, bind, unbind } from './family-binding.ts';

const rules = policyOn('payment', ONLINE_PAYMENT, '210100', '2026-01-01').values;

test('five at a time, eight in all, and unbinding gives no slot back', () => {
  let bindings: Binding[] = [];
  const add = (relative: number) => {
    const outcome = bind(bindings, relative, relative, rules);
    if (outcome.ok) bindings = outcome.value;
    return outcome.ok ? 'bound' : outcome.error;
  };
  expect([1, 2, 3, 4, 5].map(add)).toEqual(['bound', 'bound', 'bound', 'bound', 'bound']);
  expect([add(5), add(6)]).toEqual(['boundAlready', 'tooManyNow']);
  for (const relative of [1, 2, 3, 4]) bindings = unbind(bindings, relative, 100);
  expect([add(6), add(7), add(1), add(8)]).toEqual(['bound', 'bound', 'bound', 'tooManyEver']);
});

test('whatever is bound and unbound, neither limit is passed', () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (wanted) => {
      let bindings: Binding[] = [];
      for (const [binds, relative] of wanted) {
        const outcome = bind(bindings, relative, 0, rules);
        if (!binds) bindings = unbind(bindings, relative, 0);
        else if (outcome.ok) bindings = outcome.value;
        const active = bindings.filter(({ unboundAt }) => unboundAt === null);
        expect(active.length).toBeLessThanOrEqual(rules.family.mostActive);
        expect(bindings.length).toBeLessThanOrEqual(rules.family.mostEver);
        expect(new Set(active.map(({ relativeId }) => relativeId)).size).toBe(active.length);
      }
    }),
  );
});
