import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '#device-daemon/audit/logger.ts';
import { type Composer, createComposer } from '#device-daemon/printing/composer.ts';
import { builtTypstWorker } from './built.ts';
import { SAMPLE_STATEMENTS } from './sample-statements.ts';
import { LEVEL_2_BEYOND_LEVEL_1, levelOne, RARE_CHARACTERS } from './standard-characters.ts';

const execute = promisify(execFile);
/** No character stands there, nor will. */
const IN_NO_FONT = '\u{2fa1f}';

let composer: Composer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-characters-'));
  composer = createComposer(createLogger('error'), pathToFileURL(await builtTypstWorker()));
});
afterAll(async () => {
  await composer.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The paper of somebody of that name: its words, and the fonts it brings with it. */
async function paperOf(name: string, employerName: string | null = null) {
  const { inWork } = SAMPLE_STATEMENTS;
  const { pdf } = await composer.compose({ ...inWork, person: { ...inWork.person, name, employerName } });
  const file = join(folder, 'paper.pdf');
  await writeFile(file, pdf);
  const { stdout: words } = await execute('pdftotext', ['-raw', file, '-'], { maxBuffer: 4_000_000 });
  const { stdout: fonts } = await execute('pdffonts', [file]);
  return {
    words: words.replace(/\s/g, ''),
    fonts: fonts
      .trim()
      .split('\n')
      .slice(2)
      .map((row) => row.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, '')),
  };
}

// Typst writes PDF/UA, which has no empty boxes: a paper that is written shows every character (see the last test).
describe('a statement shows a name whole', () => {
  test('in every character of GB 18030-2022 level 1, by the font that comes with the kiosk', async () => {
    const { fonts } = await paperOf('张示丰', [...levelOne()].join(''));
    expect(new Set(fonts)).toEqual(new Set(['NotoSansSC-Regular', 'NotoSansSC-Bold']));
  });

  test('in the 196 characters of level 2 beyond it, by the same font', async () => {
    const { words, fonts } = await paperOf('张示丰', LEVEL_2_BEYOND_LEVEL_1);
    expect([...LEVEL_2_BEYOND_LEVEL_1]).toHaveLength(196);
    expect(words).toContain(LEVEL_2_BEYOND_LEVEL_1);
    expect(new Set(fonts)).toEqual(new Set(['NotoSansSC-Regular', 'NotoSansSC-Bold']));
  });

  test('in a character beyond level 2, by a font of the operating system', async () => {
    const { words, fonts } = await paperOf(RARE_CHARACTERS);
    expect(words).toContain(RARE_CHARACTERS);
    expect(fonts.filter((font) => font?.startsWith('NotoSansCJK'))).toHaveLength(1);
  });

  test('of twenty-five characters with U+00B7', async () => {
    const { name } = SAMPLE_STATEMENTS.longestName.person;
    expect([...name]).toHaveLength(25);
    const { words } = await paperOf(name);
    // In the head of each page and among the basic data.
    expect(words.split(name)).toHaveLength(4);
  });
});

test('a character that no font has: no paper with an empty box, and no word of the name in the error', async () => {
  const refused = await paperOf(`张${IN_NO_FONT}丰`).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toEqual(new Error('the statement has a character that no font of this kiosk has'));
});
