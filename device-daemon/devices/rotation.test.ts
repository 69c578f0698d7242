import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Rotation } from './rotation.ts';

const rotation = () => new Rotation<string>((left, right) => left === right);

test('goes through all places and begins again', () => {
  const places = rotation();
  expect([1, 2, 3, 4].map(() => places.next(['a', 'b', 'c']))).toEqual(['a', 'b', 'c', 'a']);
});

test('comes back to the confirmed place first, then goes on behind it', () => {
  const places = rotation();
  places.next(['a', 'b', 'c']);
  places.next(['a', 'b', 'c']);
  places.confirm('b');
  expect([1, 2, 3].map(() => places.next(['a', 'b', 'c']))).toEqual(['b', 'c', 'a']);
});

test('begins anew where the last place is gone', () => {
  const places = rotation();
  places.next(['a', 'b']);
  places.next(['a', 'b']);
  expect(places.next(['a', 'c'])).toBe('a');
  expect(places.next([])).toBeNull();
});

test('looks at every place within as many turns as there are places', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 8 }), (list) => {
      const places = rotation();
      places.next(list);
      const seen = list.map(() => places.next(list));
      expect(new Set(seen)).toEqual(new Set(list));
    }),
  );
});
