import type { CDPSession } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LEVEL_2_BEYOND_LEVEL_1, RARE_CHARACTERS } from '#test/printing/standard-characters.ts';
import { useGalleryPage } from './gallery-page.ts';

const gallery = useGalleryPage();

/** All thirty-two letters of the Uyghur alphabet, and its marks. */
const UYGHUR = 'ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە،؛؟';
// A font of all weights calls itself by its thinnest.
const ARABIC = /^Noto Sans Arabic/;
const SIMPLIFIED = /^Noto Sans SC/;
const LONGEST_NAME = '买买提明·艾力示范江·阿卜杜热西提演示例样·阿力江';

let browser: CDPSession;

beforeAll(async () => {
  await gallery().show({});
  browser = await gallery().page.context().newCDPSession(gallery().page);
  await browser.send('DOM.enable');
  await browser.send('CSS.enable');
});

/** Which fonts a text is really drawn with on a kiosk's screen in that language. */
async function fontsOf(text: string, lang: string): Promise<string[]> {
  await write(text, lang);
  const { root } = await browser.send('DOM.getDocument');
  const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#tried' });
  const { fonts } = await browser.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(({ familyName }) => familyName).sort();
}

/** Puts a text on the screen in a box of its own, and waits for its letters. */
async function write(text: string, lang: string): Promise<void> {
  await gallery().page.evaluate(
    async ([words, language]) => {
      document.querySelector('#tried')?.remove();
      const tried = document.createElement('p');
      tried.id = 'tried';
      tried.lang = language;
      tried.textContent = words;
      document.querySelector('main')?.append(tried);
      const font = getComputedStyle(tried).font;
      await document.fonts.load(font, words);
      await document.fonts.ready;
    },
    [text, lang] as const,
  );
}

/** Those of the characters that are drawn as the box that stands for what no font has, or not at all. */
async function boxesAmong(characters: string, lang: string): Promise<string[]> {
  await write(characters, lang);
  return gallery().page.evaluate((text) => {
    const tried = document.querySelector('#tried') as HTMLElement;
    const canvas = new OffscreenCanvas(64, 64);
    const paper = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
    const drawn = (character: string): string => {
      paper.clearRect(0, 0, 64, 64);
      paper.font = `40px ${getComputedStyle(tried).fontFamily}`;
      paper.fillText(character, 8, 48);
      return String(paper.getImageData(0, 0, 64, 64).data);
    };
    const nothing = drawn(' ');
    // Characters that do not exist and never will.
    const boxes = new Set([nothing, drawn('\u{2fa1f}'), drawn('\u{1ffff}'), drawn('\u{e0fff}')]);
    return [...text].filter((character) => boxes.has(drawn(character)));
  }, characters);
}

describe('rare characters of names on the screen', () => {
  test('are drawn by the operating system’s font where the page’s own has none', async () => {
    for (const character of RARE_CHARACTERS) {
      expect(await fontsOf(character, 'zh-Hans'), character).toEqual([
        expect.stringMatching(/^Noto Sans CJK SC|^Noto Sans SC/),
      ]);
    }
  });

  test('are no boxes: those found in registers, and the 196 of GB 18030-2022 level 2 beyond level 1', async () => {
    expect(await boxesAmong(RARE_CHARACTERS + LEVEL_2_BEYOND_LEVEL_1, 'zh-Hans')).toEqual([]);
    expect(await boxesAmong('\u{2fa1e}', 'zh-Hans')).toEqual(['\u{2fa1e}']);
  });
});

test('every letter of Uyghur comes from the font that the page brings', async () => {
  expect(await fontsOf([...UYGHUR].join(' '), 'ug')).toEqual([
    expect.stringMatching(ARABIC),
    expect.stringMatching(SIMPLIFIED),
  ]);
  expect(await fontsOf('ئۇيغۇرچە', 'ug')).toEqual([expect.stringMatching(ARABIC)]);
  expect(await boxesAmong(UYGHUR, 'ug')).toEqual([]);
});

test('traditional characters have the shapes of Taiwan and Hong Kong in their own language', async () => {
  await gallery().show({ language: 'zh-Hant' });
  expect(await fontsOf('繁體帳戶', 'zh-Hant')).toEqual([expect.stringMatching(/^Noto Sans TC/)]);
});

test('a name of twenty-five characters stands whole beside a narrow column', async () => {
  await gallery().show({});
  await write(LONGEST_NAME, 'zh-Hans');
  const cutOff = await gallery().page.evaluate(() => {
    const tried = document.querySelector('#tried') as HTMLElement;
    tried.style.inlineSize = '10em';
    return tried.scrollWidth > tried.clientWidth || getComputedStyle(tried).textOverflow !== 'clip';
  });
  expect(cutOff).toBe(false);
});

describe('from right to left', () => {
  test.each(['ug', 'qps-rtl'] as const)(
    '%s: page and grid are mirrored, digits are not',
    async (language) => {
      await gallery().show({ scene: 'pension: plain', language, figures: 'shown', panel: 'wide-15' });
      const seen = await gallery().page.evaluate(() => {
        const texts = document.createTreeWalker(document.querySelector('main') as Node, NodeFilter.SHOW_TEXT);
        const amounts: Text[] = [];
        while (texts.nextNode())
          if (/^\s*[\d,]+\.\d{2}\s*$/.test(texts.currentNode.nodeValue ?? ''))
            amounts.push(texts.currentNode as Text);
        const leftOf = (node: Node, at: number) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        return {
          direction: document.documentElement.dir,
          mark: document.querySelector('.frame-header > :first-child')?.getBoundingClientRect().right,
          width: innerWidth,
          amounts: amounts.length,
          reversed: amounts.filter((text) => leftOf(text, 0) > leftOf(text, text.data.trimEnd().length - 1))
            .length,
        };
      });
      expect(seen.direction).toBe('rtl');
      expect(seen.mark).toBeGreaterThan(seen.width * 0.9);
      expect(seen.amounts).toBeGreaterThan(0);
      expect(seen.reversed).toBe(0);
    },
  );
});
