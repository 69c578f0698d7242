import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OFF_SITE_FILING } from '../policy-packs/off-site-filing.ts';
import { policyOn, WHOLE_COUNTRY } from '../policy-packs/policy-pack.ts';
import { WORK_CALENDAR } from '../policy-packs/work-calendar.ts';
import { type Filing, type FilingStep, stepFiling, submitFiling, validPlace } from './off-site-filing.ts';
import type { CalendarOf } from './working-days.ts';

const rules = policyOn('filing', OFF_SITE_FILING, '230100', '2026-01-01').values;
const calendarOf: CalendarOf = (date) =>
  policyOn('the work calendar', WORK_CALENDAR, WHOLE_COUNTRY, date).values;
const step = (filing: Filing, wanted: FilingStep, today: string) =>
  stepFiling(filing, wanted, today, rules, calendarOf);

const approved = (on: string): Filing => ({ state: 'approved', place: '三亚市', approvedOn: on });

test('submitted before the National Day, the result is there after the holiday', () => {
  expect(submitFiling('三亚市', '2026-09-30', rules, calendarOf)).toEqual({
    state: 'submitted',
    place: '三亚市',
    resultFrom: '2026-10-10',
  });
});

describe('change and cancel', () => {
  test.each([
    ['2025-03-10', '2026-03-09', false],
    ['2025-03-10', '2026-03-10', true],
    ['2024-02-29', '2025-02-27', false],
    ['2024-02-29', '2025-02-28', true],
  ])('approved on %s, asked on %s', (on, today, possible) => {
    for (const wanted of [{ type: 'cancel' }, { type: 'change', newPlace: '昆明市' }] as const) {
      const outcome = step(approved(on), wanted, today);
      expect(outcome.ok).toBe(possible);
      if (!outcome.ok) expect(outcome.error).toMatchObject({ type: 'tooEarly' });
    }
  });

  test('a cancelled filing ends at once, a changed one holds at the old place until the new one is approved', () => {
    const cancelled = step(approved('2025-01-01'), { type: 'cancel' }, '2026-05-06');
    expect(cancelled.ok && validPlace(cancelled.value)).toBe(null);
    const changing = step(approved('2025-01-01'), { type: 'change', newPlace: '昆明市' }, '2026-05-06');
    if (!changing.ok) throw new Error('refused');
    expect(validPlace(changing.value)).toBe('三亚市');
    const changed = step(changing.value, { type: 'approve' }, '2026-05-11');
    expect(changed.ok && validPlace(changed.value)).toBe('昆明市');
    const refused = step(changing.value, { type: 'reject', reason: '材料不符' }, '2026-05-11');
    expect(refused.ok && refused.value).toEqual(approved('2025-01-01'));
  });
});

test('no order of steps gives a place to somebody who was never approved', () => {
  const steps = fc.array(
    fc.constantFrom<FilingStep>(
      { type: 'reject', reason: 'x' },
      { type: 'cancel' },
      { type: 'change', newPlace: '昆明市' },
    ),
  );
  fc.assert(
    fc.property(steps, (wanted) => {
      let filing = submitFiling('三亚市', '2026-03-02', rules, calendarOf);
      for (const one of wanted) {
        const outcome = step(filing, one, '2026-11-20');
        if (outcome.ok) filing = outcome.value;
        expect(validPlace(filing)).toBe(null);
      }
    }),
  );
});
