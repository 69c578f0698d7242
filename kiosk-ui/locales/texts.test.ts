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
import { LANGUAGES } from '../machines/preferences.ts';
import type { GoodbyeReason, PrintObstacle } from '../machines/screen-model.ts';
import { texts as en } from './en/index.ts';
import { setLanguage, t } from './text.ts';
import { zhHans } from './zh-Hans/first.ts';
import { texts as chineseTexts } from './zh-Hans/index.ts';

const chinese: Record<string, string> = chineseTexts;
const english: Record<string, string> = en;

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

const parametersOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe.each([
  ['zh-Hans', chinese],
  ['en', english],
])('%s', (_, texts) => {
  test('has no empty text', () => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each(needed)('says something for %s', (key) => {
    expect(texts[key]).toMatch(/\S/);
  });
});

test('both languages have the same texts; English has a singular wherever something is counted', () => {
  const counted = Object.keys(chinese).filter((key) => key.endsWith('_other'));
  const singulars = counted.map((key) => key.replace(/_other$/, '_one'));
  expect(Object.keys(english).sort()).toEqual([...Object.keys(chinese), ...singulars].sort());
});

test('a text takes the same parameters in both languages', () => {
  for (const [key, text] of Object.entries(chinese)) {
    expect(parametersOf(english[key]!), key).toEqual(parametersOf(text));
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

  test('a name with a sign that HTML knows is not escaped twice', () => {
    expect(t('tile.unavailable', { reason: 'A & B' })).toBe('Not now: A & B');
  });
});
