import { describe, expect, test } from 'vitest';
import { PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import { KioskAlone } from '#test/page/kiosk-alone.ts';
import type { Company } from './preferences.ts';
import type { PersonEvent } from './screen-model.ts';
import { TIME_POLICY } from './time-policy.ts';

const inCompany = async (kiosk: KioskAlone, company: Company) => {
  kiosk.actor.send({ type: 'person.choseCompany', company });
  await kiosk.settle();
};
const seen = ({ screen: { figures, canShowFigures } }: KioskAlone) => ({ figures, canShowFigures });
const MASKED = { figures: 'masked', canShowFigures: true };
const SHOWN = { figures: 'shown', canShowFigures: true };

const WITH_AMOUNTS: [string, PersonEvent['type'][]][] = [
  ['pension', []],
  ['contributions', ['person.openedContributions']],
  ['accountYears', ['person.openedAccountYears']],
  ['statementPreview', ['person.openedStatement']],
];

describe('amounts', () => {
  test.each(WITH_AMOUNTS)(
    'on the screen %s are masked until asked for, and masked by wish',
    async (id, way) => {
      const kiosk = await KioskAlone.withVisitor();
      await kiosk.person(...way);
      expect(kiosk.screenId).toBe(id);
      expect(seen(kiosk)).toEqual(MASKED);
      await kiosk.person('person.showedFigures');
      expect(seen(kiosk)).toEqual(SHOWN);
      await kiosk.person('person.hidFigures');
      expect(seen(kiosk)).toEqual(MASKED);
    },
  );

  test.each(WITH_AMOUNTS)('on the screen %s are masked after a minute, touched or not', async (_, way) => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person(...way, 'person.showedFigures');
    await kiosk.wait(TIME_POLICY.figures.shownMs / 2);
    await kiosk.person('person.wasThere');
    await kiosk.wait(TIME_POLICY.figures.shownMs / 2 - 250);
    expect(seen(kiosk)).toEqual(SHOWN);
    await kiosk.wait(250);
    expect(seen(kiosk)).toEqual(MASKED);
  });

  test.each(WITH_AMOUNTS)('on the screen %s are masked when it is left', async (id, way) => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person(...way, 'person.showedFigures', 'person.wentBack');
    expect(kiosk.screenId).not.toBe(id);
    expect(kiosk.screen.figures).toBe('masked');
  });

  test('are hidden with everything else while somebody is asked whether they are there, and masked after', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.showedFigures');
    await kiosk.wait(TIME_POLICY.summary.quietMs);
    expect(kiosk.screen.figures).toBe('hidden');
    await kiosk.person('person.wasThere');
    expect(seen(kiosk)).toEqual(MASKED);
  });

  test('are never shown to staff: neither when they come nor while they are there', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.showedFigures');
    await inCompany(kiosk, 'staff');
    expect(seen(kiosk)).toEqual({ figures: 'masked', canShowFigures: false });
    await kiosk.person('person.showedFigures');
    expect(kiosk.screen.figures).toBe('masked');
    await inCompany(kiosk, 'alone');
    expect(seen(kiosk)).toEqual(MASKED);
  });

  test('stay twice as long for two who look together', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await inCompany(kiosk, 'family');
    await kiosk.person('person.showedFigures');
    await kiosk.wait(TIME_POLICY.figures.shownMs * 2 - 250);
    expect(kiosk.screen.figures).not.toBe('masked');
    await kiosk.person('person.wasThere');
    await kiosk.wait(250);
    expect(kiosk.screen.figures).toBe('masked');
  });

  test('are nothing to be shown where there are none', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.wentBack', 'person.showedFigures');
    expect(kiosk.screenId).toBe('home');
    expect(seen(kiosk)).toEqual({ figures: 'masked', canShowFigures: false });
    await kiosk.person('person.openedPension');
    expect(kiosk.screen.figures).toBe('masked');
  });
});

describe('in a booth, where nobody can look over a shoulder,', () => {
  const inBooth = async () => {
    const kiosk = new KioskAlone({ ...PLAIN_PROFILE, masksAmounts: false });
    await kiosk.connect();
    await kiosk.layCard();
    return kiosk;
  };

  test('amounts are shown at once, without a button', async () => {
    const kiosk = await inBooth();
    expect(seen(kiosk)).toEqual({ figures: 'shown', canShowFigures: false });
    await kiosk.wait(TIME_POLICY.summary.quietMs);
    expect(kiosk.screen.figures).toBe('hidden');
  });

  test('staff who come in see stars all the same', async () => {
    const kiosk = await inBooth();
    await inCompany(kiosk, 'staff');
    expect(seen(kiosk)).toEqual({ figures: 'masked', canShowFigures: false });
  });
});
