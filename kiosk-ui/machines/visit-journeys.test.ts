import { describe, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import { HOLDER, KioskAlone, PRINTED, refusal, SUMMARY, WELL } from '#test/page/kiosk-alone.ts';
import * as delays from './delays.ts';
import { TIME_POLICY } from './time-policy.ts';

describe('before a visit', () => {
  test('a page without a daemon says that it is starting', () => {
    expect(new KioskAlone().screenId).toBe('starting');
  });

  test('a card on the attract screen starts the visit without a touch, straight to the pension', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    expect(kiosk.screenId).toBe('attract');
    kiosk.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
    await kiosk.settle();
    expect(kiosk.screenId).toBe('reading');
    await kiosk.layCard();
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.screen.holder).toEqual(HOLDER);
    expect(kiosk.link.count('IdentityCard.Read')).toBe(1);
  });

  test('a touch shows where the card goes, and the picture rests again after a while', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    await kiosk.person('person.touchedScreen');
    expect(kiosk.screenId).toBe('presentCard');
    await kiosk.wait(TIME_POLICY.identify.quietMs);
    expect(kiosk.screenId).toBe('attract');
  });

  test('a card taken away too soon is explained while the next read already waits', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    await kiosk.refuseCard('noMedia');
    expect(kiosk.screen.content).toMatchObject({
      id: 'cardProblem',
      way: 'identityCard',
      errorCode: 'noMedia',
    });
    expect(kiosk.link.count('IdentityCard.Read')).toBe(2);
    await kiosk.layCard();
    expect(kiosk.screenId).toBe('pension');
  });

  test('a card that cannot be used is explained until it is lifted', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    await kiosk.refuseCard('cardExpired');
    expect(kiosk.screen.content).toMatchObject({
      id: 'cardProblem',
      way: 'identityCard',
      errorCode: 'cardExpired',
    });
    expect(kiosk.link.pending('IdentityCard.Read')).toBe(1);
    await kiosk.liftCard();
    expect(kiosk.screenId).toBe('attract');
    await kiosk.layCard();
    expect(kiosk.screenId).toBe('pension');
  });

  test('a reader that fails is asked again', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    kiosk.link.last('IdentityCard.Read').settle({ code: 'deviceNotReady' });
    await kiosk.settle();
    await kiosk.wait(delays.READER_RETRY_MS);
    expect(kiosk.link.count('IdentityCard.Read')).toBe(2);
  });

  test('a kiosk without a reader is closed, gives the reason, and opens by itself', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect({ availability: 'unavailable', reasons: ['outOfServiceHardware'] });
    expect(kiosk.screen.content).toEqual({
      id: 'outOfService',
      reasons: ['outOfServiceHardware'],
      card: null,
    });
    await kiosk.tell({
      type: 'kiosk.availabilityChanged',
      changed: { availability: 'available', reasons: [] },
    });
    expect(kiosk.screenId).toBe('attract');
    await kiosk.tell({
      type: 'kiosk.availabilityChanged',
      changed: { availability: 'unavailable', reasons: ['outOfServiceBackend'] },
    });
    expect(kiosk.screenId).toBe('outOfService');
    expect(kiosk.link.last('IdentityCard.Read').cancelled).toBe(true);
  });

  test('a page loaded anew ends the session that the one before has left', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect({ sessionOpen: true });
    expect(kiosk.link.count('Session.End')).toBe(1);
    expect(kiosk.screenId).toBe('attract');
  });

  test('a page that was replaced stays quiet', async () => {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    await kiosk.tell({ type: 'link.replaced' });
    expect(kiosk.screenId).toBe('starting');
    expect(kiosk.link.last('IdentityCard.Read').cancelled).toBe(true);
  });
});

describe('in a visit', () => {
  test('every table is reached and left by its own button', async () => {
    const kiosk = await KioskAlone.withVisitor();
    for (const [open, screen] of [
      ['person.openedContributions', 'contributions'],
      ['person.openedAccountYears', 'accountYears'],
      ['person.openedStatement', 'statementPreview'],
    ] as const) {
      await kiosk.person(open);
      expect(kiosk.screenId).toBe(screen);
      await kiosk.person('person.wentBack');
      expect(kiosk.screenId).toBe('pension');
    }
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('home');
    await kiosk.person('person.openedPension');
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.asked).toEqual({ summary: 1, history: 1, table: 1 });
  });

  test('nobody on file is told so, and may end', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.summary = refusal('notOnFile');
    await kiosk.connect();
    await kiosk.layCard();
    expect(kiosk.screenId).toBe('notOnFile');
    await kiosk.person('person.ended');
    expect(kiosk.screenId).toBe('takeCard');
  });

  test('the end button asks for the card back, then says goodbye, then rests', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.ended');
    expect(kiosk.screenId).toBe('takeCard');
    expect(kiosk.link.count('Session.End')).toBe(1);
    await kiosk.liftCard();
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'ended' });
    await kiosk.wait(TIME_POLICY.goodbye.quietMs);
    expect(kiosk.screenId).toBe('attract');
  });

  test('a card forgotten on the reader does not keep the next person waiting for ever', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.ended');
    await kiosk.wait(TIME_POLICY.takeCard.leftMs);
    expect(kiosk.screenId).toBe('goodbye');
  });

  test('the language is the next person’s own choice again', async () => {
    const kiosk = await KioskAlone.withVisitor();
    kiosk.actor.send({ type: 'person.choseLanguage', language: 'en' });
    expect(kiosk.screen.preferences.language).toBe('en');
    await kiosk.liftCard();
    expect(kiosk.screen.preferences.language).toBe('en');
    await kiosk.wait(TIME_POLICY.goodbye.quietMs);
    expect(kiosk.screen.preferences.language).toBe('zh-Hans');
  });

  test('a session that the records service ended ends the visit', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.tell({ type: 'session.ended', reason: 'expired' });
    await kiosk.liftCard();
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'sessionEnded' });
  });
});

describe('records that do not come', () => {
  test('are asked for after 1, 2 and 4 seconds, then the person decides', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.summary = refusal('unavailable');
    await kiosk.connect();
    await kiosk.layCard();
    expect(kiosk.screen.content).toEqual({ id: 'recordsUnavailable', retrying: true });
    for (const [index, ms] of delays.RECORDS_RETRY_MS.entries()) {
      await kiosk.wait(ms);
      expect(kiosk.asked.summary).toBe(index + 2);
    }
    expect(kiosk.screen.content).toEqual({ id: 'recordsUnavailable', retrying: false });
    kiosk.answers.summary = ok(SUMMARY);
    await kiosk.person('person.askedAgain');
    expect(kiosk.screenId).toBe('pension');
  });

  test('come by themselves when the service is back', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.summary = refusal('unavailable');
    await kiosk.connect();
    await kiosk.layCard();
    kiosk.answers.summary = ok(SUMMARY);
    await kiosk.changeStatus({ records: { device: 'online' } });
    expect(kiosk.screenId).toBe('pension');
  });

  test('leave what is shown already where it is', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.table = refusal('unavailable');
    await kiosk.connect();
    await kiosk.layCard();
    await kiosk.person('person.openedAccountYears');
    expect(kiosk.screen.content).toMatchObject({
      id: 'accountYears',
      table: { state: 'unavailable', retrying: true },
    });
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('pension');
  });

  test('because the session is over end the visit', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.table = refusal('sessionOver');
    await kiosk.connect();
    await kiosk.layCard();
    await kiosk.person('person.openedAccountYears');
    expect(kiosk.screenId).toBe('takeCard');
  });
});

describe('is somebody still there', () => {
  test('is asked after quiet, with a countdown, figures hidden, and then the visit ends', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.wait(TIME_POLICY.summary.quietMs - 250);
    expect(kiosk.screen.stillThere).toBeNull();
    await kiosk.wait(250);
    expect(kiosk.screen.stillThere).toEqual({ secondsLeft: TIME_POLICY.summary.askMs / 1000 });
    expect(kiosk.screen.figures).toBe('hidden');
    await kiosk.wait(5_000);
    expect(kiosk.screen.stillThere).toEqual({ secondsLeft: TIME_POLICY.summary.askMs / 1000 - 5 });
    await kiosk.wait(TIME_POLICY.summary.askMs - 5_000);
    expect(kiosk.screenId).toBe('takeCard');
    await kiosk.liftCard();
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'idle' });
  });

  test('can be answered by any touch, more than ten times', async () => {
    const kiosk = await KioskAlone.withVisitor();
    for (let time = 0; time < 12; time += 1) {
      await kiosk.wait(TIME_POLICY.summary.quietMs + 10_000);
      expect(kiosk.screen.stillThere).not.toBeNull();
      await kiosk.person('person.touchedScreen');
      expect(kiosk.screen.stillThere).toBeNull();
      expect(kiosk.screen.figures).toBe('masked');
    }
    expect(kiosk.screenId).toBe('pension');
  });

  test('is asked later on a page that is read line by line', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedContributions');
    await kiosk.wait(TIME_POLICY.reading.quietMs - 250);
    expect(kiosk.screen.stillThere).toBeNull();
    await kiosk.wait(250);
    expect(kiosk.screen.stillThere).not.toBeNull();
  });

  test('is asked sooner of somebody with a message only', async () => {
    const kiosk = new KioskAlone();
    kiosk.answers.summary = refusal('notOnFile');
    await kiosk.connect();
    await kiosk.layCard();
    await kiosk.wait(TIME_POLICY.message.quietMs);
    expect(kiosk.screen.stillThere).not.toBeNull();
  });

  test('is never asked while the kiosk prints', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.wait(TIME_POLICY.printing.heldMs - 1_000);
    expect(kiosk.screen.stillThere).toBeNull();
    expect(kiosk.screenId).toBe('printing');
  });
});

describe('the link to the daemon', () => {
  test('that comes back in time leaves the visit where it was', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.tell({ type: 'link.lost' });
    expect(kiosk.screen.reconnecting).toBe(true);
    await kiosk.connect({ sessionOpen: true });
    expect(kiosk.screen.reconnecting).toBe(false);
    expect(kiosk.screenId).toBe('pension');
    expect(kiosk.link.count('Session.End')).toBe(0);
  });

  test('that comes back to a daemon without a session ends the visit', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.tell({ type: 'link.lost' });
    await kiosk.connect({ sessionOpen: false });
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'sessionEnded' });
  });

  test('that stays away ends the visit, and the page waits for it', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.liftCardSilently();
    await kiosk.tell({ type: 'link.lost' });
    await kiosk.wait(delays.LINK_LOST_MAX_MS);
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'linkLost' });
    await kiosk.wait(TIME_POLICY.goodbye.quietMs);
    expect(kiosk.screenId).toBe('starting');
    await kiosk.connect();
    expect(kiosk.screenId).toBe('attract');
  });
});

describe('a reader that is lost in a visit', () => {
  const LOST = { identityCardReader: { device: 'powerOff', media: 'unknown' } } as const;

  test('and soon found again leaves the visit alone', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.changeStatus(LOST);
    await kiosk.wait(delays.READER_LOST_MAX_MS - 1_000);
    await kiosk.changeStatus({ identityCardReader: { device: 'online', media: 'present' } });
    await kiosk.wait(delays.READER_LOST_MAX_MS);
    expect(kiosk.screenId).toBe('pension');
  });

  test('for too long ends it: nobody could say whose card lies there', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.changeStatus(LOST);
    await kiosk.wait(delays.READER_LOST_MAX_MS);
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'readerLost' });
  });
});

describe('paper', () => {
  test('is printed, waited for and taken; then the visit ends with the card', async () => {
    const kiosk = await KioskAlone.printing();
    const print = kiosk.link.last('Statement.Print');
    expect(print.payload).toMatchObject({ kind: 'pensionAccount', parameters: { hideNumber: false } });
    print.event('Statement.ComposedEvent', { pages: 2 });
    print.event('Statement.ProgressEvent', { jobState: 'processing', sheets: 1 });
    await kiosk.settle();
    expect(kiosk.screen.content).toEqual({
      id: 'printing',
      pages: 2,
      sheets: 1,
      obstacle: null,
      impersonal: false,
    });
    await kiosk.finishPrinting(PRINTED(true));
    expect(kiosk.screen.content).toMatchObject({ id: 'takePaper', pages: 2, sensor: true, reminders: 0 });
    await kiosk.wait(TIME_POLICY.takePaper.remindMs[0]);
    expect(kiosk.screen.content).toMatchObject({ id: 'takePaper', reminders: 1 });
    await kiosk.tell({ type: 'paper.taken' });
    expect(kiosk.screenId).toBe('takeCard');
  });

  test('with the number hidden is what was chosen', async () => {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedStatement');
    kiosk.actor.send({ type: 'person.choseHideNumber', hideNumber: true });
    await kiosk.person('person.printed');
    expect(kiosk.link.last('Statement.Print').payload).toMatchObject({ parameters: { hideNumber: true } });
  });

  test('of a printer without a sensor is taken when the person says so', async () => {
    const kiosk = await KioskAlone.withPaper(false);
    await kiosk.person('person.tookPaper');
    expect(kiosk.screenId).toBe('takeCard');
  });

  test('that nobody takes is left to staff, and the visit goes on', async () => {
    const kiosk = await KioskAlone.withPaper();
    await kiosk.wait(TIME_POLICY.takePaper.leftMs);
    expect(kiosk.screenId).toBe('pension');
  });

  test('can be taken later by somebody who looks on', async () => {
    const kiosk = await KioskAlone.withPaper();
    await kiosk.person('person.continued');
    expect(kiosk.screenId).toBe('pension');
    await kiosk.person('person.ended');
    expect(kiosk.screen.content).toMatchObject({ id: 'takePaper', impersonal: true });
    await kiosk.tell({ type: 'paper.taken' });
    expect(kiosk.screenId).toBe('takeCard');
  });

  test('held by an empty printer says why, and goes on', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.changeStatus({ printer: { ...WELL.printer, paper: 'out' } });
    expect(kiosk.screen.content).toMatchObject({ id: 'printing', obstacle: 'paperOut' });
    await kiosk.changeStatus({ printer: WELL.printer });
    expect(kiosk.screen.content).toMatchObject({ id: 'printing', obstacle: null });
  });

  test('that is not wanted any more is cancelled at the printer, and the screen says what came of it', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.person('person.cancelledPrint');
    expect(kiosk.link.last('Statement.Print').cancelled).toBe(true);
    expect(kiosk.screenId).toBe('printing');
    await kiosk.finishPrinting({ code: 'canceled' });
    expect(kiosk.screen.content).toEqual({ id: 'printFailed', errorCode: 'canceled' });
    await kiosk.person('person.wentBack');
    expect(kiosk.screenId).toBe('statementPreview');
  });

  test('that failed can be asked for again, as another job', async () => {
    const kiosk = await KioskAlone.printing();
    const first = kiosk.link.last('Statement.Print').payload as { jobId: string };
    await kiosk.finishPrinting({ code: 'commandErrorCode', errorCode: 'jobAborted' });
    expect(kiosk.screen.content).toEqual({ id: 'printFailed', errorCode: 'jobAborted' });
    await kiosk.person('person.wentBack', 'person.printed');
    const second = kiosk.link.last('Statement.Print').payload as { jobId: string };
    expect(second.jobId).not.toBe(first.jobId);
  });

  test('whose link was lost is asked for again as the same job', async () => {
    const kiosk = await KioskAlone.printing();
    const { payload } = kiosk.link.last('Statement.Print');
    await kiosk.finishPrinting({ code: 'linkLost' });
    await kiosk.tell({ type: 'link.lost' });
    await kiosk.connect({ sessionOpen: false });
    expect(kiosk.link.count('Statement.Print')).toBe(2);
    expect(kiosk.link.last('Statement.Print').payload).toEqual(payload);
    await kiosk.finishPrinting(PRINTED(true));
    expect(kiosk.screenId).toBe('takePaper');
  });

  test('still comes out when the card is taken, and the screen shows nothing personal', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.liftCard();
    expect(kiosk.screen).toMatchObject({ content: { id: 'printing', impersonal: true }, holder: null });
    expect(kiosk.link.last('Statement.Print').cancelled).toBe(false);
    await kiosk.finishPrinting(PRINTED(true));
    expect(kiosk.screen.content).toMatchObject({ id: 'takePaper', impersonal: true });
    await kiosk.tell({ type: 'paper.taken' });
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'cardTaken' });
  });

  test('that fails after the person has gone is told to whoever stands there', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.liftCard();
    await kiosk.finishPrinting({ code: 'commandErrorCode', errorCode: 'jobAborted' });
    expect(kiosk.screen.content).toEqual({ id: 'goodbye', because: 'nothingPrinted' });
  });

  test('that never comes is given up', async () => {
    const kiosk = await KioskAlone.printing();
    await kiosk.wait(TIME_POLICY.printing.heldMs);
    expect(kiosk.screen.content).toEqual({ id: 'printFailed', errorCode: 'other' });
  });
});
