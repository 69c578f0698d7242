import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { POLICY_CATALOGUE } from './catalogue.ts';

const SERVICE = join(import.meta.dirname, '..');
const SHARED = join(SERVICE, '..', 'shared');

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));

/** Code without comments, texts and patterns. */
const codeOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*/g, '')
    .replace(/(['`])(?:\\.|(?!\1)[^\\])*\1/g, '""')
    .replace(/\/(?![*/])(?:\\.|\[[^\]]*\]|[^/\\\n])+\/[a-z]*/g, '""');

const figuresOf = (code: string): string[] =>
  [...code.matchAll(/(?<![\w.])\d[\d_]*(?:\.\d+)?n?(?!\w)/g)].map(([text]) => text);

describe('rules hold no figure at all that a document could set', () => {
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
  /** A check digit is a standard’s (ISO/IEC 7812), not a region’s. */
  const NO_RULE_OF_LAW = ['luhn.ts'];
  /** The month line divides by the months of a year and counts back the posting time, which no law sets. */
  const ofShared = sourcesIn(join(SHARED, 'rules'));

  test.each(
    [...sourcesIn(join(SERVICE, 'rules')), ...ofShared]
      .filter((file) => !NO_RULE_OF_LAW.some((name) => file.endsWith(name)))
      .map((file) => [relative(join(SERVICE, '..'), file), file] as const),
  )('%s', (_name, file) => {
    const code = codeOf(file)
      // Places in a date’s text, days of the week, and how the last month of a year is counted from its first.
      .replace(/\.slice\([\d, ]*\)/g, '')
      .replace(/const SATURDAY = 6/, '')
      .replace(/\* 12 \+ 11/, '')
      // How contributions rank that are for one month.
      .replace(/const RANK[\s\S]*?};/, '');
    expect(figuresOf(code).filter((text) => !NEUTRAL.has(text) && !SCALES.has(text))).toEqual([]);
  });
});

describe('services and routes do not repeat a figure of a pack', () => {
  /** Every number in any pack that could not be something else in a program. */
  const ofPacks = new Set<number>();
  const collect = (values: unknown): void => {
    if (typeof values === 'number') ofPacks.add(values);
    else if (typeof values === 'object' && values !== null) Object.values(values).forEach(collect);
  };
  for (const packs of Object.values(POLICY_CATALOGUE)) for (const { values } of packs) collect(values);
  /** Small figures, round thousands of milliseconds and statuses of HTTP mean many things: names are looked at, too. */
  const isTelling = (figure: number) =>
    figure > 100 &&
    !(figure % 1000 === 0 && figure <= 60_000) &&
    !(figure >= 400 && figure < 600) &&
    figure !== 180 &&
    figure !== 240;
  /** The same rates, as somebody might write them: 0.08, and the amounts in yuan: 139, 1300. */
  const WRITTEN_OTHERWISE = new Set([
    0.02, 0.04, 0.05, 0.06, 0.08, 0.11, 0.12, 0.14, 0.16, 0.2, 0.6, 0.7, 0.8, 139, 1300, 1800, 2000,
  ]);
  const asNumber = (text: string) => Number(text.replaceAll('_', '').replace('n', ''));
  /** Constants whose name says that a document sets them. */
  const NAMED =
    /const ([A-Z][A-Z\d_]*(?:DAYS|MONTHS|YEARS|TRIES|RATE|PERCENT|SHARE|FLOOR|CEILING|DIVISOR|AGE|THRESHOLD|PER_DAY|PER_YEAR)[A-Z\d_]*)\s*=\s*[\d]/g;
  /** What a statement’s page has room for. */
  const NOT_LAW = new Set(['RECENT_MONTHS']);

  /** Between GCJ-02 and WGS-84: a published formula of degrees. */
  const GEOMETRY = ['coordinates.ts'];

  const files = ['services', 'api']
    .flatMap((folder) => sourcesIn(join(SERVICE, folder)))
    .filter((file) => !GEOMETRY.some((name) => file.endsWith(name)));

  test.each(files.map((file) => [relative(SERVICE, file), file] as const))('%s', (_name, file) => {
    // Seconds, bytes and calls a minute are the program's own.
    const code = codeOf(file).replace(/const [A-Z\d_]+_(?:MS|S|BYTES|PER_MINUTE)\b[^;]*;/g, '');
    const telling = figuresOf(code).filter((text) => {
      const figure = asNumber(text);
      return WRITTEN_OTHERWISE.has(figure) || (ofPacks.has(figure) && isTelling(figure));
    });
    const named = [...code.matchAll(NAMED)]
      .map(([, name]) => name)
      .filter((name) => !NOT_LAW.has(name ?? ''));
    expect({ telling, named }).toEqual({ telling: [], named: [] });
  });

  test('would find a rate, a line and a constant that were written into code', () => {
    const found = [200_000, 130_000, 1390, 1600, 1378, 60_000, 404].filter(
      (figure) => ofPacks.has(figure) && isTelling(figure),
    );
    expect(found).toEqual([200_000, 130_000, 1390, 1600]);
    expect(figuresOf(codeOf(join(import.meta.dirname, 'transfer.ts')))).toContain('1200');
    expect([...'const PENSION_RATE = 8;'.matchAll(NAMED)]).toHaveLength(1);
  });
});
