import { beforeAll, describe, expect, test } from 'vitest';
import {
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import { UnavailableReason } from '#shared/protocol/states.ts';
import { ParticipationState, PensionScheme } from '#shared/records-api/pension.ts';
import { faultsOfTexts } from '../../scripts/check-texts.mjs';
import { LANGUAGES, type Language } from '../machines/preferences.ts';
import type { GoodbyeReason, PrintObstacle } from '../machines/screen-model.ts';
import { texts as en } from './en/index.ts';
import { LANGUAGE_FACTS } from './languages.ts';
import { setLanguage, t } from './text.ts';
import { texts as ug } from './ug/index.ts';
import { zhHans } from './zh-Hans/first.ts';
import { texts as chineseTexts } from './zh-Hans/index.ts';
import { texts as zhHant } from './zh-Hant/index.ts';

type Words = Readonly<Record<string, string>>;

const chinese: Words = chineseTexts;
const WORDS: Record<Language, Words> = { 'zh-Hans': chinese, 'zh-Hant': zhHant, en, ug };
const EACH = Object.entries(WORDS) as [Language, Words][];
const TRANSLATED = EACH.filter(([language]) => language !== 'zh-Hans');

// Unions without a run-time list: a member that is missing here fails to compile.
const GOODBYES = Object.keys({
  ended: 0,
  cardTaken: 0,
  idle: 0,
  sessionEnded: 0,
  linkLost: 0,
  readerLost: 0,
  nothingPrinted: 0,
} satisfies Record<GoodbyeReason, 0>);
const OBSTACLES = Object.keys({
  paperOut: 0,
  paperJammed: 0,
  tonerOut: 0,
  coverOpen: 0,
  printerOffline: 0,
} satisfies Record<PrintObstacle, 0>);

const needed = [
  ...new Set(
    [
      ...IdentityCardErrorCode.options,
      ...SocialSecurityCardErrorCode.options,
      ...PinErrorCode.options,
      ...ElectronicCardErrorCode.options,
      'readerLost',
    ].flatMap((code) => [`cardProblem.${code}.title`, `cardProblem.${code}.body`]),
  ),
  ...[...StatementPrintErrorCode.options, 'canceled', 'other'].map((code) => `printFailed.${code}`),
  ...UnavailableReason.options.map((reason) => `outOfService.${reason}`),
  ...GOODBYES.flatMap((reason) => [`goodbye.${reason}.title`, `goodbye.${reason}.body`]),
  ...OBSTACLES.flatMap((obstacle) => [`obstacle.${obstacle}`, `printing.held.${obstacle}`]),
  ...ParticipationState.options.map((state) => `participation.${state}`),
  ...PensionScheme.options.map((scheme) => `pension.scheme.${scheme}`),
];

/** Which parameters a text takes, however often. */
const parametersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort();

/** A text in the first language's form: `…_one` says what `…_other` says. */
const original = (key: string): string => chinese[key.replace(/_one$/, '_other')] ?? '';

describe.each(EACH)('%s', (_, texts) => {
  test('has no empty text', () => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each(needed)('says something for %s', (key) => {
    expect(texts[key]).toMatch(/\S/);
  });

  test('has no space at an end and no two in a row', () => {
    const wrong = Object.entries(texts).filter(
      ([key, text]) => /^\s|\s$| {2}/.test(text) && !/[sS]eparator$/.test(key),
    );
    expect(wrong).toEqual([]);
  });
});

test('no language lacks a text or has one of its own, and every text is asked for somewhere', () => {
  expect(faultsOfTexts()).toEqual([]);
});

describe.each(TRANSLATED)('%s beside the first language', (language, texts) => {
  test('takes the same parameters', () => {
    const wrong = Object.entries(texts).filter(
      ([key, text]) => String(parametersOf(text)) !== String(parametersOf(original(key))),
    );
    expect(wrong).toEqual([]);
  });

  test('ends a sentence where that does, and nothing else', () => {
    const wrong = Object.entries(texts).filter(([key, text]) => endOf(text) !== endOf(original(key)));
    expect(wrong).toEqual([]);
  });

  test('uses the marks of its own script', () => {
    const foreign = {
      'zh-Hans': /\p{Script=Han}[,;?!]/u,
      'zh-Hant': /\p{Script=Han}[,;?!]|[“”]/u,
      en: /[，。；：？！「」]/u,
      ug: /[,;?，。；：？！“”]/u,
    }[language];
    expect(Object.entries(texts).filter(([, text]) => foreign.test(text))).toEqual([]);
  });
});

/** How a text ends: as a sentence, a question, or not at all. */
const endOf = (text: string): string => MARKS[text.at(-1) ?? ''] ?? '';
const MARKS: Readonly<Record<string, string>> = {
  '。': '.',
  '.': '.',
  '？': '?',
  '?': '?',
  '؟': '?',
  '：': ':',
  ':': ':',
  '…': '…',
};

test('Uyghur is a draft and says so, and runs from right to left', () => {
  expect(LANGUAGE_FACTS.ug).toMatchObject({ review: 'draft', direction: 'rtl' });
});

test('Uyghur and English keep the Chinese of statutory terms beside them', () => {
  for (const texts of [ug as Words, en as Words]) {
    expect(texts['explain.balance']).toContain('个人账户');
    expect(texts['explain.base']).toContain('缴费基数');
    expect(texts['explain.pension']).toContain('基础养老金');
    expect(texts['accountYears.sayRate']).toContain('记账利率');
    expect(texts['pension.balance']).toMatch(/\p{Script=Han}/u);
    expect(texts['home.pension']).toContain('养老保险');
  }
});

test('the sentences of the first paint need neither a number nor a plural', () => {
  for (const [key, text] of Object.entries(zhHans)) {
    expect(parametersOf(text), key).toEqual([]);
    expect(key).not.toMatch(/_other$/);
  }
});

test('before the words of a visit are here, those of the first paint are', () => {
  expect(t('frame.back')).toBe('返回');
  expect(() => t('pension.balance')).toThrow();
});

describe('with all words loaded', () => {
  beforeAll(async () => {
    for (const language of LANGUAGES) await setLanguage(language);
  });

  test('numbers are put in, and counted things take their form', async () => {
    await setLanguage('zh-Hans');
    expect(t('stillThere.count', { count: 1 })).toBe('还有 1 秒自动退出');
    expect(t('list.page', { page: 2, pages: 9 })).toBe('第 2 页　共 9 页');
    await setLanguage('en');
    expect(t('stillThere.count', { count: 1 })).toBe('Signing out in 1 second');
    expect(t('stillThere.count', { count: 30 })).toBe('Signing out in 30 seconds');
  });

  test('in a line from right to left, what is put in keeps its own direction', async () => {
    await setLanguage('ug');
    expect(t('tile.unavailable', { reason: '2026-10' })).toContain('\u20682026-10\u2069');
    expect(t('stillThere.count', { count: 1 })).toBe('1 سېكۇنتتىن كېيىن ئۆزى چېكىنىدۇ');
    await setLanguage('zh-Hant');
    expect(t('list.page', { page: 2, pages: 9 })).toBe('第 2 頁　共 9 頁');
  });

  test('a name with a sign that HTML knows is not escaped twice', async () => {
    await setLanguage('en');
    expect(t('tile.unavailable', { reason: 'A & B' })).toBe('Not now: A & B');
  });
});
