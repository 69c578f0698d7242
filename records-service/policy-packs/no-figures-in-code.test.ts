import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Figures that no law sets: nothing, one, halves, months of a year, minutes and hours, hundredths, and the scales in which
 * rates are written. Everything else that looks like a figure of a rule belongs into a pack.
 */
const NEUTRAL = new Set(
  ['0', '1', '2', '10', '12', '13', '24', '28', '60', '100', '1000', '10_000', '60_000'].flatMap((text) => [
    text,
    `${text}n`,
  ]),
);
/** Scales that one formula multiplies out of the neutral ones. */
const SCALES = new Set(['2000n', '1083n', '100_000_000n']);

const folder = join(import.meta.dirname, '..', 'rules');
/** A check digit is a standard’s (ISO/IEC 7812), not a region’s. */
const NO_RULE_OF_LAW = ['luhn.ts'];
const sources = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !NO_RULE_OF_LAW.includes(name),
);

test.each(sources)('rules/%s holds no figure that a document sets', (name) => {
  const code = readFileSync(join(folder, name), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*/g, '')
    // Places in a date’s text, and days of the week.
    .replace(/\.slice\([\d, ]*\)/g, '')
    .replace(/const SATURDAY = 6/, '')
    .replace(/(['`])(?:\\.|(?!\1)[^\\])*\1/g, '""');
  const figures = [...code.matchAll(/(?<![\w.])\d[\d_]*(?:\.\d+)?n?(?!\w)/g)].map(([text]) => text);
  expect(figures.filter((text) => !NEUTRAL.has(text) && !SCALES.has(text))).toEqual([]);
});
