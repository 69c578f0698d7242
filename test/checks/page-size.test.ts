import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { requireSmallPage, sizesOfPage } from '../../scripts/page-size.mjs';

/** Text that no packing makes smaller than three quarters. */
const script = (kB: number) => randomBytes(kB * 750).toString('base64');

const chunk = (fileName: string, code: string, imports: readonly string[] = [], isEntry = false) => ({
  fileName,
  code,
  imports,
  isEntry,
});

test('what the entry imports at once is its first load, however far; the rest comes later', () => {
  const sizes = sizesOfPage([
    chunk('main.js', script(10), ['shared.js'], true),
    chunk('shared.js', script(10), ['deep.js']),
    chunk('deep.js', script(10)),
    chunk('visit.js', script(8), ['shared.js']),
    chunk('en.js', script(4)),
  ]);
  expect(sizes.map(({ name }) => name)).toEqual(['first load', 'visit.js', 'en.js']);
  expect(sizes[0]!.kB).toBeGreaterThan(20);
});

test('a page that has grown too large is not built, and the build says which part', () => {
  const small = chunk('main.js', script(10), [], true);
  expect(() => requireSmallPage([chunk('main.js', script(70), [], true)])).toThrow(/first load/);
  expect(() => requireSmallPage([small, chunk('visit.js', script(40))])).toThrow(/visit\.js/);
});
