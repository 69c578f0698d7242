import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useHall } from './hall.ts';
import { focusedAction, KEYS, Listener, toAction, uniformColour } from './listener.ts';

const hall = useHall(18480);
// Whoever listens takes their time.
vi.setConfig({ testTimeout: 400_000 });

/** Longer than what counts as one strike. */
const SWITCH_PAUSE_MS = 260;
/** The same while the screen is heard; the control's name begins within it. */
const HEARD_PAUSE_MS = 600;

beforeEach(async () => {
  // A voice that is quick enough for a test, and still takes its time for each sentence.
  await hall().bench('PUT', '/speech-engine/length', { msPerCharacter: 2 });
  await hall().bench('DELETE', '/speech');
});
afterEach(async () => {
  await hall().plugHeadphones(false);
  await hall().tidy();
});

test('from the card to the paper with the picture off, by headphones and five keys', async () => {
  const me = new Listener(hall(), await hall().screen('portrait'));
  await me.after('插上耳机', () => hall().plugHeadphones(true));
  await me.choose('大字·语音');
  await me.choose('关掉画面');
  expect(await uniformColour(me.screen)).toBe(true);
  await me.choose('好了');

  await me.after('放上身份证', () => hall().layCard('in-work'), '您已累计');
  await me.choose('显示金额');
  await me.choose('逐月缴费');
  await me.press('右');
  await me.after(
    '左、左',
    async () => {
      await me.screen.page.keyboard.press(KEYS.左);
      await me.screen.page.waitForTimeout(HEARD_PAUSE_MS);
      await me.screen.page.keyboard.press(KEYS.左);
    },
    '您已累计',
  );
  await me.choose('打印对账单');
  await me.choose('打印，按钮', '打好了');
  expect(await uniformColour(me.screen)).toBe(true);
  const papers = await hall().printed();
  await me.after('取走对账单', () => hall().bench('DELETE', `/printer/output/${papers.at(-1)!.n}`), '取回');
  await me.after('拿起身份证', () => hall().liftCard(), '请慢走');
  await me.screen.shows('attract');
  expect(me.screen.complaints).toEqual([]);
  expect(me.transcript.join('\n')).not.toMatch(/\d|[*＊]/);
  await expect(withoutDates(me.transcript)).toMatchFileSnapshot('eyes-closed.transcript.txt');
  await me.screen.close();
});

/** The sample citizens' records go on with the calendar; their figures are left out of what is compared. */
function withoutDates(transcript: readonly string[]): string {
  const numeral = '[零一二三四五六七八九十百千万两、]+';
  return `${transcript.join('\n')}\n`
    .replace(new RegExp(`(?<![上下])${numeral}(年|个年度|个月|月|日|元|页|行)`, 'g'), '〈数〉$1')
    .replace(new RegExp(`〈数〉元(?:${numeral}[角分])+`, 'g'), '〈数〉元');
}

test('the same errand with two switches: one moves, one selects', async () => {
  const screen = await hall().screen('landscape');
  const page = screen.page;
  /** Moves until the focus stands there, and selects. */
  const select = async (action: string) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press(KEYS.下);
      if ((await focusedAction(screen)) === action) return page.keyboard.press(KEYS.确认);
      await page.waitForTimeout(SWITCH_PAUSE_MS);
    }
    throw new Error(`the switch never came to ${action}`);
  };
  await select('languages');
  await select('language-zh-Hans');
  await select('close-overlay');
  await hall().layCard('in-work');
  await screen.shows('pension');
  await toAction(screen, 'contributions', select);
  await screen.shows('contributions');
  await select('next-page');
  await select('back');
  await screen.shows('pension');
  await toAction(screen, 'statement', select);
  await select('print');
  await screen.shows('takePaper');
  await hall().bench('DELETE', `/printer/output/${(await hall().printed()).at(-1)!.n}`);
  await screen.shows('takeCard');
  await hall().liftCard();
  await screen.shows('attract');
  expect(screen.complaints).toEqual([]);
  await screen.close();
});

/** About what a syllable takes at the usual speed. */
const SYLLABLE_MS = 200;

test('headphones that are pulled take the voice with them; nothing personal comes out of the loudspeaker', async () => {
  const screen = await hall().screen('portrait');
  await hall().bench('PUT', '/speech-engine/length', { msPerCharacter: 40 });
  await hall().plugHeadphones(true);
  await hall().until(async () => screen.said.length > 0);
  await hall().layCard('in-work');
  await hall().until(async () => screen.said.some(({ text }) => text.includes('累计缴费')));
  await hall().plugHeadphones(false);
  await screen.saidAll();
  const before = screen.said.length;
  expect((await hall().heard()).at(-1)?.complete).toBe(false);
  await screen.page.waitForTimeout(1_000);
  expect(screen.said.length).toBe(before);

  await screen.touch('settings');
  await screen.touch('speech');
  await screen.touch('close-overlay');
  await hall().until(async () => screen.said.some(({ text }) => text.includes('要插上耳机')));
  await screen.saidAll();
  expect(screen.said.slice(before).filter((sentence) => sentence.private)).toEqual([]);
  // A sound that begins in the very moment of the pull is cut off before a syllable of it is over.
  const loud = (await hall().heard()).filter(
    ({ output, complete, playedMs }) => output === 'loudspeaker' && (complete || playedMs > SYLLABLE_MS),
  );
  expect(loud.map(({ text }) => text).join('')).not.toMatch(
    /累计缴费[零一二三四五六七八九十]|元[零一二三四五六七八九]/,
  );
  await screen.close();
});

test('every control of every screen is heard over the loudspeaker too, and nothing that is private', async () => {
  const screen = await hall().screen('portrait');
  const unheard: string[] = [];
  /** Goes once round by key. */
  const goRound = async (name: string) => {
    const met = new Set<string>();
    for (;;) {
      const before = screen.said.length;
      await screen.page.keyboard.press(KEYS.下);
      await screen.page.waitForTimeout(HEARD_PAUSE_MS);
      const action = (await focusedAction(screen)) ?? 'nothing';
      if (met.has(action)) return;
      met.add(action);
      if (screen.said.length === before) unheard.push(`${name}: ${action}`);
    }
  };
  await screen.touch('settings');
  await screen.touch('speech');
  await goRound('settings');
  await screen.touch('close-overlay');
  await goRound('attract');
  for (const overlay of ['languages', 'help']) {
    await screen.touch(overlay);
    await goRound(overlay);
    await screen.touch('close-overlay');
  }
  await screen.touch('touch');
  await screen.shows('presentCard');
  await goRound('presentCard');
  await screen.touch('choose-electronic-card');
  await screen.shows('scanCode');
  await goRound('scanCode');
  await screen.touch('back');
  await hall().layCard('in-work');
  await screen.shows('pension');
  await goRound('pension');
  for (const [action, id] of [
    ['contributions', 'contributions'],
    ['account-years', 'accountYears'],
    ['statement', 'statementPreview'],
  ] as const) {
    await toAction(screen, action, (name) => screen.touch(name));
    await screen.shows(id);
    await goRound(id);
    await screen.touch('back');
    await screen.shows('pension');
  }
  await screen.page.waitForTimeout(HEARD_PAUSE_MS);
  await screen.touch('back');
  await screen.shows('home');
  await goRound('home');
  await screen.touch('end');
  await screen.shows('takeCard');
  await goRound('takeCard');
  expect(unheard).toEqual([]);
  expect(screen.said.filter((sentence) => sentence.private)).toEqual([]);
  await hall().liftCard();
  await screen.close();
});

test('a touch on the blank glass says how the picture comes back, and a second one brings it', async () => {
  const screen = await hall().screen('portrait');
  await screen.touch('settings');
  await screen.touch('speech');
  await toAction(screen, 'screen-blank', (action) => screen.touch(action));
  await screen.page.locator('html[data-blank]').waitFor();
  expect(await uniformColour(screen)).toBe(true);
  await screen.page.touchscreen.tap(540, 1_500);
  await screen.page.getByText('请再点一下屏幕').waitFor();
  await screen.page.waitForTimeout(SWITCH_PAUSE_MS);
  await screen.page.touchscreen.tap(540, 1_500);
  await screen.page.locator('html:not([data-blank])').waitFor();
  await screen.page.locator('[data-overlay="settings"]').waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
});

test('in a language without a voice the kiosk falls silent and says so on the glass', async () => {
  const screen = await hall().screen('portrait');
  await screen.touch('language-ug');
  await screen.page.locator('html[lang="ug"]').waitFor();
  await screen.touch('settings');
  await screen.touch('speech');
  await screen.touch('close-overlay');
  await screen.page.locator('.voice-note').waitFor();
  const before = screen.said.length;
  await screen.page.keyboard.press(KEYS.下);
  await screen.page.waitForTimeout(HEARD_PAUSE_MS);
  expect(screen.said.length).toBe(before);
  await screen.touch('language-zh-Hans');
  await hall().until(async () => screen.said.length > before);
  expect(await screen.page.locator('.voice-note').count()).toBe(0);
  await screen.close();
});

test('what a trembling hand strikes twice counts once, by key and on the glass', async () => {
  const screen = await hall().screen('portrait');
  const page = screen.page;
  await screen.touch('settings');
  await screen.touch('speech');
  await toAction(screen, 'volume-up', async () => undefined);
  const volume = async () => (await page.locator('.stepper').first().getAttribute('aria-label')) ?? '';
  const first = await volume();
  const button = page.locator('[data-action="volume-up"]');
  await button.tap();
  await button.tap();
  const second = await volume();
  expect(second).not.toBe(first);
  await page.waitForTimeout(HEARD_PAUSE_MS);
  await page.locator('[data-action="volume-down"]').tap();
  await page.waitForTimeout(HEARD_PAUSE_MS);
  expect(await volume()).toBe(first);

  await page.keyboard.press(KEYS.下);
  const once = await focusedAction(screen);
  await page.keyboard.press(KEYS.下);
  expect(await focusedAction(screen)).toBe(once);
  await page.waitForTimeout(HEARD_PAUSE_MS);
  await page.keyboard.press(KEYS.下);
  expect(await focusedAction(screen)).not.toBe(once);
  await screen.close();
});

test('a key answers the question whether somebody is still there, and nothing else', async () => {
  const screen = await hall().screen('portrait', { clock: true });
  await hall().layCard('in-work');
  await screen.shows('pension');
  await screen.page.clock.runFor(61_000);
  await screen.page.locator('[data-action="still-here"]').waitFor();
  await screen.page.keyboard.press(KEYS.左);
  await screen.page.locator('[data-action="still-here"]').waitFor({ state: 'detached' });
  await screen.shows('pension');
  await screen.close();
});
