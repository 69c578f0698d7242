import { describe, expect, it } from 'vitest';
import { chinaDate } from '#shared/time/calendar.ts';
import { validityFault } from './identity-card-validity.ts';

const card = { validFrom: '2016-11-22', validUntil: '2026-11-22' };

describe('the term of a card', () => {
  it('includes its first and its last day', () => {
    expect(validityFault(card, '2016-11-22')).toBeNull();
    expect(validityFault(card, '2026-11-22')).toBeNull();
  });

  it('begins and ends at midnight in China', () => {
    expect(validityFault(card, chinaDate(Date.parse('2026-11-22T15:59:59Z')))).toBeNull();
    expect(validityFault(card, chinaDate(Date.parse('2026-11-22T16:00:00Z')))).toBe('cardExpired');
    expect(validityFault(card, chinaDate(Date.parse('2016-11-21T15:59:59Z')))).toBe('cardNotYetValid');
  });

  it('has no end on a card for 长期', () => {
    expect(validityFault({ ...card, validUntil: null }, '2099-01-01')).toBeNull();
  });
});
