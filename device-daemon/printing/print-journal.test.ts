import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../audit/logger.ts';
import { type JournalStep, openPrintJournal, parseJournal } from './print-journal.ts';

const ONE = '0b0e1f8a-5a35-4f0e-9a52-3f4f4ea1d001';
const TWO = '0b0e1f8a-5a35-4f0e-9a52-3f4f4ea1d002';
const NUMBER = '9999990001202611220000017';
const DAY_MS = 86_400_000;

let folder: string;
let now = 1_000_000;
const logger = createLogger('error', { write: () => undefined });
const opened = () => openPrintJournal(folder, () => now, logger);
const file = () => join(folder, 'print-journal.jsonl');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-journal-'));
  now = 1_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const WHOLE_WAY: JournalStep[] = [
  { step: 'accepted' },
  { step: 'composed', number: NUMBER, pages: 2 },
  { step: 'sending' },
  { step: 'sent', ippJobId: 7 },
  { step: 'completed', mediaTakenSensor: true },
];

describe('the print journal', () => {
  test('a new life knows what the old one wrote', async () => {
    const old = await opened();
    for (const step of WHOLE_WAY.slice(0, 4)) await old.append(ONE, step);
    await old.append(TWO, { step: 'accepted' });
    await old.close();

    const journal = await opened();

    expect(journal.find(ONE)).toMatchObject({
      last: { step: 'sent' },
      composed: { number: NUMBER, pages: 2 },
      ippJobId: 7,
      mayBeAtPrinter: true,
      cancelRequested: false,
    });
    expect(journal.unfinished().map((job) => [job.jobId, job.mayBeAtPrinter])).toEqual([
      [ONE, true],
      [TWO, false],
    ]);
    await journal.append(ONE, { step: 'completed', mediaTakenSensor: true });
    expect(journal.unfinished().map((job) => job.jobId)).toEqual([TWO]);
    await journal.close();
  });

  test('torn at every byte, it says what was whole and goes on', async () => {
    const old = await opened();
    for (const step of WHOLE_WAY) await old.append(ONE, step);
    await old.append(TWO, { step: 'accepted' });
    await old.close();
    const whole = await readFile(file());
    for (let length = 0; length <= whole.length; length += 1) {
      const torn = whole.subarray(0, length);
      // A line counts as soon as its last brace is there.
      const wholeLines = torn
        .toString()
        .split('\n')
        .filter((line) => line.endsWith('}}')).length;
      await writeFile(file(), torn);

      const journal = await opened();
      await journal.append(TWO, { step: 'failed', code: 'notPrinted' });
      await journal.close();

      const { lines, damaged } = parseJournal(await readFile(file(), 'utf8'));
      expect(damaged).toBe(0);
      expect(lines).toHaveLength(wholeLines + 1);
      expect(lines.at(-1)?.entry.step).toBe('failed');
    }
  });

  test('noise between the lines costs nothing but itself', async () => {
    const old = await opened();
    await old.append(ONE, { step: 'accepted' });
    await old.close();
    await appendFile(file(), '\u0000\u0000\u0000\n{"jobId":"x"}\n[1,2\n');

    const journal = await opened();

    expect(journal.find(ONE)?.last.step).toBe('accepted');
    await journal.close();
    expect(parseJournal(await readFile(file(), 'utf8')).damaged).toBe(0);
  });

  test('any text at all is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { lines, damaged } = parseJournal(text);
        expect(lines).toEqual([]);
        expect(damaged).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });

  test('a released job is forgotten and its id free again', async () => {
    const journal = await opened();
    await journal.append(ONE, { step: 'accepted' });
    await journal.append(ONE, { step: 'released' });
    expect(journal.find(ONE)).toBeNull();
    await journal.append(ONE, { step: 'accepted' });
    await journal.close();
    const again = await opened();
    expect(again.find(ONE)?.last.step).toBe('accepted');
    await again.close();
  });

  test('outcomes are kept for a month, unfinished jobs for ever', async () => {
    const old = await opened();
    for (const step of WHOLE_WAY) await old.append(ONE, step);
    await old.append(TWO, { step: 'sending' });
    await old.close();

    now += 30 * DAY_MS;
    const month = await opened();
    expect(month.find(ONE)?.last.step).toBe('completed');
    await month.close();
    now += 2 * DAY_MS;
    const later = await opened();
    expect(later.find(ONE)).toBeNull();
    expect(later.find(TWO)?.mayBeAtPrinter).toBe(true);
    await later.close();
  });

  test('lines written at once stay whole and in order', async () => {
    const journal = await opened();
    await Promise.all(WHOLE_WAY.map((step) => journal.append(ONE, step)));
    await journal.close();
    const { lines } = parseJournal(await readFile(file(), 'utf8'));
    expect(lines.map((line) => line.entry)).toEqual(WHOLE_WAY);
  });

  test('it grows no longer than it must', async () => {
    const journal = await opened();
    await journal.append(TWO, { step: 'sending' });
    // A job released again leaves nothing worth a line.
    const rounds = 2_600;
    for (let round = 0; round < rounds; round += 1) {
      await journal.append(ONE, { step: 'accepted' });
      await journal.append(ONE, { step: 'released' });
    }
    await journal.close();
    const lines = (await readFile(file(), 'utf8')).trim().split('\n');
    expect(lines.length).toBeLessThan(rounds);
    expect(lines[0]).toContain(TWO);
  }, 30_000);
});
