import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCard, type PresentedCard, type RegisteredCard } from './registered-card.ts';

const CODE = '999999D15600000500000001A1B2C3D4';
const OTHER_CODE = '999999D15600000500000002E5F60718';
const OTHER_REGIONS_CODE = '110000D15600000500000001A1B2C3D4';
const HOLDER = '999999198405120117';
const SOMEBODY_ELSE = '999999198609030120';

const REGISTERED: RegisteredCard = {
  cardNumber: 'T90000014',
  cardIdentificationCode: CODE,
  state: 'inUse',
  personId: 7,
  citizenNumber: HOLDER,
  name: '张示丰',
};
const OTHER: RegisteredCard = {
  ...REGISTERED,
  cardNumber: 'T90000022',
  cardIdentificationCode: OTHER_CODE,
  personId: 8,
  citizenNumber: SOMEBODY_ELSE,
};
const presented = (changes: Partial<PresentedCard> = {}): PresentedCard => ({
  cardNumber: REGISTERED.cardNumber,
  cardIdentificationCode: CODE,
  holderNumber: HOLDER,
  ...changes,
});
const verdict = (rows: readonly RegisteredCard[], card: PresentedCard) => {
  const judged = judgeCard(rows, card);
  return judged.type === 'against' ? `${judged.why} ${judged.personId}` : judged.type;
};

describe('the register says of a card', () => {
  test.each<[string, readonly RegisteredCard[], PresentedCard, string]>([
    ['that is as it is registered', [REGISTERED], presented(), 'inUse'],
    ['that keeps its holder to itself', [REGISTERED], presented({ holderNumber: null }), 'inUse'],
    ['nobody registered', [], presented(), 'unknown'],
    ['reported lost', [{ ...REGISTERED, state: 'lost' }], presented(), 'lost 7'],
    ['cancelled', [{ ...REGISTERED, state: 'cancelled' }], presented({ holderNumber: null }), 'cancelled 7'],
    [
      'that names another person',
      [REGISTERED],
      presented({ holderNumber: SOMEBODY_ELSE }),
      'ofAnotherPerson 7',
    ],
    [
      'that names another person and was reported lost: not even this',
      [{ ...REGISTERED, state: 'lost' }],
      presented({ holderNumber: SOMEBODY_ELSE }),
      'ofAnotherPerson 7',
    ],
    ['with another number', [REGISTERED], presented({ cardNumber: 'T90000999' }), 'otherCardNumber 7'],
    [
      'with the number of a third card: the code is what counts',
      [OTHER, REGISTERED],
      presented({ cardNumber: OTHER.cardNumber }),
      'otherCardNumber 7',
    ],
    [
      'whose number a newer card of the person has',
      [REGISTERED],
      presented({ cardIdentificationCode: OTHER_CODE }),
      'replaced 7',
    ],
    [
      'whose number a card of somebody else has',
      [REGISTERED],
      presented({ cardIdentificationCode: OTHER_CODE, holderNumber: SOMEBODY_ELSE }),
      'ofAnotherPerson 7',
    ],
    [
      'of another region, where the number is given out too',
      [REGISTERED],
      presented({ cardIdentificationCode: OTHER_REGIONS_CODE, holderNumber: SOMEBODY_ELSE }),
      'unknown',
    ],
  ])('%s', (_name, rows, card, outcome) => expect(verdict(rows, card)).toBe(outcome));

  test('never "in use" unless both numbers are those of one card in use, and the holder is not another', () => {
    const numbers = fc.constantFrom('T90000014', 'T90000022', 'T90000031');
    const codes = fc.constantFrom(CODE, OTHER_CODE, OTHER_REGIONS_CODE);
    const people = fc.constantFrom(HOLDER, SOMEBODY_ELSE);
    const row = fc.record({
      cardNumber: numbers,
      cardIdentificationCode: codes,
      state: fc.constantFrom('inUse', 'lost', 'cancelled'),
      personId: fc.constant(1),
      citizenNumber: people,
      name: fc.constant('张示丰'),
    });
    const card = fc.record({
      cardNumber: numbers,
      cardIdentificationCode: codes,
      holderNumber: fc.option(people),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, {
          maxLength: 2,
          comparator: (a, b) =>
            a.cardNumber === b.cardNumber || a.cardIdentificationCode === b.cardIdentificationCode,
        }),
        card,
        (rows, shown) => {
          const isRegisteredSo = rows.some(
            (candidate) =>
              candidate.cardNumber === shown.cardNumber &&
              candidate.cardIdentificationCode === shown.cardIdentificationCode &&
              candidate.state === 'inUse' &&
              (shown.holderNumber === null || shown.holderNumber === candidate.citizenNumber),
          );
          expect(judgeCard(rows, shown).type === 'inUse').toBe(isRegisteredSo);
        },
      ),
    );
  });
});
