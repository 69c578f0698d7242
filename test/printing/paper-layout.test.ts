import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '#device-daemon/audit/logger.ts';
import { type Composer, createComposer } from '#device-daemon/printing/composer.ts';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { builtTypstWorker } from './built.ts';
import { accountYears, SAMPLE_STATEMENTS } from './sample-statements.ts';

const execute = promisify(execFile);
/** Goal for a document of some pages, tags and fonts included. */
const MAX_PDF_BYTES = 100_000;

let composer: Composer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-paper-'));
  composer = createComposer(createLogger('error'), pathToFileURL(await builtTypstWorker()));
});
afterAll(async () => {
  await composer.stop();
  await rm(folder, { recursive: true, force: true });
});

async function composed(statement: PensionAccountStatement) {
  const { pdf, pages } = await composer.compose(statement);
  const file = join(folder, `${statement.number}.pdf`);
  await writeFile(file, pdf);
  const { stdout: text } = await execute('pdftotext', ['-raw', file, '-']);
  const { stdout: info } = await execute('pdfinfo', [file]);
  return { file, pdf, pages, text, info };
}

/** The document with its object streams opened. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const parts = [text];
  for (const stream of text.matchAll(/\/Type \/ObjStm .*?\/Length (\d+) >>\nstream\n/g)) {
    const at = stream.index + stream[0].length;
    parts.push(inflateSync(pdf.subarray(at, at + Number(stream[1]))).toString('latin1'));
  }
  return parts.join('\n');
}

describe('the paper of a statement', () => {
  test('has title, language, tags and every font inside', async () => {
    const { file, info, pdf } = await composed(SAMPLE_STATEMENTS.inWork);

    expect(info).toMatch(/^Title:\s+养老保险个人账户对账单$/m);
    expect(info).toMatch(/^Tagged:\s+yes$/m);
    expect(info).toMatch(/^Page size:.*\(A4\)$/m);
    const { stdout: fonts } = await execute('pdffonts', [file]);
    const rows = fonts.trim().split('\n').slice(2);
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row).toMatch(/NotoSansSC-(Regular|Bold)\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    const { stdout: structure } = await execute('pdfinfo', ['-struct', file]);
    for (const tag of ['H1', 'H2', 'Table', 'THead', 'TH', 'TD', 'Figure']) {
      expect(structure).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
    }
    const inside = unpacked(Buffer.from(pdf));
    expect(inside).toContain('pdfuaid:part');
    expect(inside).toMatch(/\/Type\s*\/Catalog[\s\S]*?\/Lang\s*\(zh-CN\)/);
    expect(inside).toMatch(/\/Alt\s*[(<]/);
  });

  for (const [name, statement] of Object.entries(SAMPLE_STATEMENTS)) {
    test(`says on each page which it is and when it was made: ${name}`, async () => {
      const { pages, text, pdf } = await composed(statement);

      const perPage = text.split('\f').slice(0, -1);
      expect(perPage).toHaveLength(pages);
      for (const [index, page] of perPage.entries()) {
        expect(page).toMatch(new RegExp(`第\\s*${index + 1}\\s*页\\s*共\\s*${pages}\\s*页`));
        expect(page).toContain(`表单验证号码：${statement.number}`);
        expect(page).toContain('摘要：5AC3B01F');
        expect(page).toContain('数据统计截止至：2026年10月31日');
        expect(page).toContain('打印时间：2026-11-22 10:30');
        expect(page).toContain('终端编号：999999-0001');
        expect(page.includes('仅供演示')).toBe(statement.sample);
      }
      expect(pdf.length).toBeLessThan(MAX_PDF_BYTES);
    });
  }

  test('keeps rare characters, long names and long employers whole', async () => {
    const { text } = await composed(SAMPLE_STATEMENTS.rareCharacters);
    expect(text).toContain('䶮㛃𬴂');
    expect(text.replaceAll('\n', '')).toContain(
      SAMPLE_STATEMENTS.rareCharacters.person.employerName ?? 'no employer',
    );
    expect(text).toContain('第 2 次打印');
    const resident = await composed(SAMPLE_STATEMENTS.resident);
    expect(resident.text.replaceAll('\n', '')).toContain('买买提明·艾力示范江·阿卜杜热西提演示');
    expect(resident.text).not.toContain('单位名称');
    expect(resident.text).not.toContain('次打印');
  });

  test('takes markup in a name for what it is: letters', async () => {
    const { text } = await composed(SAMPLE_STATEMENTS.markupInName);
    expect(text.replaceAll('\n', ' ')).toContain(SAMPLE_STATEMENTS.markupInName.person.name);
    expect(text).toContain('截止日前无缴费记录。');
  });

  test('repeats the head of the yearly table on every page of a very long history', async () => {
    const { text, pages } = await composed({
      ...SAMPLE_STATEMENTS.fortyYears,
      years: accountYears(1930, 2026),
    });
    expect(pages).toBeGreaterThanOrEqual(3);
    const perPage = text.split('\f').slice(0, -1);
    for (const page of perPage) expect(page).toContain('记账利率');
    for (let year = 1930; year < 2026; year += 1) {
      expect(perPage.filter((page) => page.includes(`\n${year} 12 `))).toHaveLength(1);
    }
  });

  test('holds no personal datum where a machine would look for one', async () => {
    const { info } = await composed(SAMPLE_STATEMENTS.inWork);
    expect(info).not.toContain(SAMPLE_STATEMENTS.inWork.person.name);
    expect(info).not.toContain(SAMPLE_STATEMENTS.inWork.person.number);
  });
});

describe('the thread that sets it', () => {
  test('dies with a statement it cannot set and comes back for the next', async () => {
    const broken = { ...SAMPLE_STATEMENTS.inWork, issuer: undefined } as unknown as PensionAccountStatement;
    await expect(composer.compose(broken)).rejects.toThrow();

    const { pages } = await composer.compose(SAMPLE_STATEMENTS.inWork);

    expect(pages).toBe(2);
  });

  test('ends with its composer, and what was asked is refused', async () => {
    const own = createComposer(createLogger('error'), pathToFileURL(await builtTypstWorker()));
    const pending = own.compose(SAMPLE_STATEMENTS.inWork);
    const refused = expect(pending).rejects.toThrow('stopping');

    await own.stop();

    await refused;
    await own.warmUp();
    await own.stop();
  });

  test('a worker that is not there is an error, not a hang', async () => {
    const own = createComposer(createLogger('error'), pathToFileURL('/nowhere/typst-worker.js'));
    await expect(own.compose(SAMPLE_STATEMENTS.inWork)).rejects.toThrow();
    await own.stop();
  });
});
