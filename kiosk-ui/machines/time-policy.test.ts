import { describe, expect, test } from 'vitest';
import { KioskAlone, PRINTED, refusal } from '#test/page/kiosk-alone.ts';
import { DEFAULT_PREFERENCES, type PreferenceEvent } from './preferences.ts';
import type { ScreenId } from './screen-model.ts';
import { patienceFor, TIME_POLICY, timeFor } from './time-policy.ts';

/** Each is a reason to need more time. */
const WISHES: PreferenceEvent[] = [
  { type: 'person.choseTextSize', textSize: 'large' },
  { type: 'person.choseTextSize', textSize: 'extra-large' },
  { type: 'person.choseTheme', theme: 'contrast-white' },
  { type: 'person.choseLowReach', lowReach: true },
  { type: 'person.choseSpeech', speech: true },
  { type: 'person.choseCompany', company: 'family' },
  { type: 'person.choseCompany', company: 'staff' },
  { type: 'person.usedKeys' },
];

const wish = async (kiosk: KioskAlone, event: PreferenceEvent) => {
  kiosk.actor.send(event);
  await kiosk.settle();
};

/** Waits for exactly that long, and says what was there a quarter of a second before. */
async function just(kiosk: KioskAlone, ms: number, look: () => unknown): Promise<unknown> {
  await kiosk.wait(ms - 250);
  const before = look();
  await kiosk.wait(250);
  return before;
}

test('the figures keep to what the rules ask for', () => {
  for (const timeClass of ['message', 'summary', 'reading'] as const) {
    const patience = patienceFor(DEFAULT_PREFERENCES, timeClass);
    // WCAG 2.2.1
    expect(patience?.askMs).toBeGreaterThanOrEqual(20_000);
    expect(patience?.quietMs).toBeGreaterThanOrEqual(45_000);
  }
  expect(patienceFor(DEFAULT_PREFERENCES, 'printing')).toBeNull();
  expect(timeFor({ ...DEFAULT_PREFERENCES, theme: 'dark', language: 'en', volume: 0 }, 1_000)).toBe(1_000);
});

describe('before a visit, twice the time is given to whoever needs it,', () => {
  test.each(WISHES)('%o', async (event) => {
    const kiosk = await KioskAlone.waiting();
    await wish(kiosk, event);
    await kiosk.person('person.touchedScreen');
    const { quietMs } = TIME_POLICY.identify;
    expect(await just(kiosk, quietMs * 2, () => kiosk.screenId)).toBe('presentCard');
    expect(kiosk.screenId).toBe('attract');
  });
});

describe('a touch gives the whole time again', () => {
  const STANDING: [ScreenId, number, () => Promise<KioskAlone>][] = [
    [
      'presentCard',
      TIME_POLICY.identify.quietMs,
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.person('person.touchedScreen');
        return kiosk;
      },
    ],
    ['scanCode', TIME_POLICY.scanCode.quietMs, () => KioskAlone.scanning()],
    [
      'cardProblem',
      TIME_POLICY.identify.quietMs,
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.refuseCard('cardExpired');
        return kiosk;
      },
    ],
    [
      'cardProblem',
      TIME_POLICY.problemRead.quietMs,
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.insertCard();
        await kiosk.refuseInsertedCard('pinLocked');
        await kiosk.takeCard();
        return kiosk;
      },
    ],
    [
      'cardRetained',
      TIME_POLICY.cardRetained.quietMs,
      async () => {
        const kiosk = await KioskAlone.waiting();
        await kiosk.retainCard();
        return kiosk;
      },
    ],
    [
      'cardRetained',
      TIME_POLICY.cardRetained.quietMs,
      async () => {
        const kiosk = await KioskAlone.waiting({ availability: 'unavailable', reasons: [] });
        await kiosk.retainCard();
        return kiosk;
      },
    ],
  ];

  test.each(STANDING)('on the screen %s, %i ms', async (screen, ms, come) => {
    const kiosk = await come();
    expect(kiosk.screenId).toBe(screen);
    for (let time = 0; time < 12; time += 1) {
      await kiosk.wait(ms - 250);
      await kiosk.person('person.wasThere');
    }
    expect(await just(kiosk, ms, () => kiosk.screenId)).toBe(screen);
    expect(kiosk.screenId).not.toBe(screen);
  });

  test.each(STANDING)('and twice of it in large letters: %s, %i ms', async (screen, ms, come) => {
    const kiosk = await come();
    await kiosk.wait(ms - 250);
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'large' });
    expect(await just(kiosk, ms * 2, () => kiosk.screenId)).toBe(screen);
    expect(kiosk.screenId).not.toBe(screen);
  });
});

describe('in a visit', () => {
  const asks = async (kiosk: KioskAlone, { quietMs, askMs }: { quietMs: number; askMs: number }) => {
    expect(await just(kiosk, quietMs, () => kiosk.screen.stillThere)).toBeNull();
    expect(kiosk.screen.stillThere).toEqual({ secondsLeft: askMs / 1_000 });
    expect(await just(kiosk, askMs, () => kiosk.screen.holder)).not.toBeNull();
    expect(kiosk.screen.holder).toBeNull();
  };
  const twice = ({ quietMs, askMs }: { quietMs: number; askMs: number }) => ({
    quietMs: quietMs * 2,
    askMs: askMs * 2,
  });

  test('what was set before it counts from its beginning', async () => {
    const kiosk = await KioskAlone.waiting();
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'large' });
    await kiosk.layCard();
    await asks(kiosk, twice(TIME_POLICY.summary));
  });

  test.each(WISHES)('what is set in the middle counts at once: %o', async (event) => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedAccountYears');
    await kiosk.wait(TIME_POLICY.reading.quietMs - 1_000);
    await wish(kiosk, event);
    await asks(kiosk, twice(TIME_POLICY.reading));
  });

  test('what is set back counts at once too', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'extra-large' });
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'standard' });
    await asks(kiosk, TIME_POLICY.summary);
  });

  test('headphones that are put in give twice the time and are an answer', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.wait(TIME_POLICY.summary.quietMs);
    expect(kiosk.screen.stillThere).not.toBeNull();
    await kiosk.changeStatus({ speech: { device: 'online', output: 'headphones' } });
    expect(kiosk.screen.stillThere).toBeNull();
    await asks(kiosk, twice(TIME_POLICY.summary));
  });

  test('a device that changes its mind gives no time', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.wait(TIME_POLICY.summary.quietMs - 1_000);
    await kiosk.changeStatus({ keypad: { device: 'online' } });
    await kiosk.changeStatus({ identityCardReader: { device: 'online', media: 'present' } });
    await kiosk.wait(1_000);
    expect(kiosk.screen.stillThere).not.toBeNull();
  });

  test('a message is waited for less, and in large letters twice as long', async () => {
    for (const [textSize, patience] of [
      ['standard', TIME_POLICY.message],
      ['large', twice(TIME_POLICY.message)],
    ] as const) {
      const kiosk = new KioskAlone();
      kiosk.answers.summary = refusal('notOnFile');
      await kiosk.connect();
      await wish(kiosk, { type: 'person.choseTextSize', textSize });
      await kiosk.layCard();
      await asks(kiosk, patience);
    }
  });

  test('nothing is asked while it prints, whatever is set meanwhile', async () => {
    const kiosk = await KioskAlone.printing();
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'large' });
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'standard' });
    await kiosk.wait(TIME_POLICY.printing.heldMs - 1_000);
    expect(kiosk.screen).toMatchObject({ stillThere: null, content: { id: 'printing' } });
  });

  test('an open overlay does not stop the question', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedHelp');
    await kiosk.wait(TIME_POLICY.summary.quietMs);
    expect(kiosk.screen.stillThere).not.toBeNull();
  });
});

describe('what is to be taken', () => {
  const remindersOf = ({ screen: { content } }: KioskAlone) =>
    content.id === 'takePaper' || content.id === 'takeCard' ? content.reminders : content.id;

  test.each([
    ['standard', 1],
    ['large', 2],
  ] as const)('is reminded of twice, then left: paper, %s', async (textSize, times) => {
    const kiosk = await KioskAlone.printing();
    await wish(kiosk, { type: 'person.choseTextSize', textSize });
    await kiosk.finishPrinting(PRINTED(true));
    const [first, second] = TIME_POLICY.takePaper.remindMs;
    expect(await just(kiosk, first * times, () => remindersOf(kiosk))).toBe(0);
    expect(remindersOf(kiosk)).toBe(1);
    expect(await just(kiosk, (second - first) * times, () => remindersOf(kiosk))).toBe(1);
    expect(remindersOf(kiosk)).toBe(2);
    const rest = (TIME_POLICY.takePaper.leftMs - second) * times;
    expect(await just(kiosk, rest, () => remindersOf(kiosk))).toBe(2);
    expect(kiosk.screenId).toBe('pension');
  });

  test.each([
    ['standard', 1],
    ['large', 2],
  ] as const)('is reminded of twice, then left: a card, %s', async (textSize, times) => {
    const kiosk = await KioskAlone.withVisitor();
    await wish(kiosk, { type: 'person.choseTextSize', textSize });
    await kiosk.person('person.ended');
    const [first, second] = TIME_POLICY.takeCard.remindMs;
    expect(await just(kiosk, first * times, () => remindersOf(kiosk))).toBe(0);
    expect(remindersOf(kiosk)).toBe(1);
    expect(await just(kiosk, (second - first) * times, () => remindersOf(kiosk))).toBe(1);
    expect(remindersOf(kiosk)).toBe(2);
    const rest = (TIME_POLICY.takeCard.leftMs - second) * times;
    expect(await just(kiosk, rest, () => remindersOf(kiosk))).toBe(2);
    expect(kiosk.screenId).toBe('goodbye');
    expect(await just(kiosk, TIME_POLICY.goodbye.quietMs * times, () => kiosk.screenId)).toBe('goodbye');
    expect(kiosk.screenId).toBe('attract');
  });

  test('is waited for anew by a printer whose person needs more time after all', async () => {
    const kiosk = await KioskAlone.withPaper();
    await kiosk.wait(TIME_POLICY.takePaper.leftMs - 1_000);
    await wish(kiosk, { type: 'person.choseTextSize', textSize: 'large' });
    expect(remindersOf(kiosk)).toBe(0);
    await kiosk.wait(TIME_POLICY.takePaper.leftMs * 2 - 1_000);
    expect(kiosk.screenId).toBe('takePaper');
  });
});
