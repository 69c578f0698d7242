import { afterEach, describe, expect, it } from 'vitest';
import { eventually, pause } from '#test/protocol/eventually.ts';
import { Bench } from './bench.ts';

const REACHED = { ok: true };
const NOT_REACHED = { ok: false, error: 'deskNotReached' };

let bench: Bench;
afterEach(() => bench.stop());

async function openCallId(): Promise<string> {
  const call = (await bench.calls()).find(({ state }) => state === 'open');
  if (call === undefined) throw new Error('no call is open');
  return call.callId;
}

describe('a call', () => {
  it('reaches the desk, and the person hears that somebody is coming', async () => {
    bench = await Bench.start();
    expect(await bench.call('feelingUnwell')).toMatchObject(REACHED);
    expect(await bench.calls()).toMatchObject([
      { reason: 'feelingUnwell', state: 'open', terminalId: '999999-0001' },
    ]);
    expect(bench.staff.report.call).toMatchObject({ reason: 'feelingUnwell', deskHasIt: true });
    await bench.answer(await openCallId());
    await eventually(() => bench.answered === 1);
    expect(bench.staff.report.call).toBeNull();
    await bench.hears('call');
  });

  it('says in Chinese what it is about, and nothing of who calls', async () => {
    bench = await Bench.start();
    await bench.call('cardOrMachine');
    const [message] = await bench.messages();
    expect(message).toEqual({
      type: 'call',
      callId: expect.any(String),
      terminalId: '999999-0001',
      at: expect.stringMatching(/Z$/),
      reason: 'cardOrMachine',
      text: '999999-0001：有人请工作人员过去，卡或机器有问题',
    });
  });

  it('that is made again only changes its reason', async () => {
    bench = await Bench.start();
    await bench.call('howToUse');
    const callId = await openCallId();
    expect(await bench.call('cardOrMachine')).toMatchObject(REACHED);
    expect(await bench.calls()).toMatchObject([{ callId, reason: 'cardOrMachine', state: 'open' }]);
    await bench.answer(callId);
    await eventually(() => bench.answered === 1);
  });

  it('that is made twice at the same time is one call, and both hear that it arrived', async () => {
    bench = await Bench.start();
    await bench.faults({ delayMs: 200 });
    const both = await Promise.all([bench.call('howToUse'), bench.call('otherErrand')]);
    expect(both).toMatchObject([REACHED, REACHED]);
    expect(await bench.calls()).toMatchObject([{ reason: 'otherErrand', state: 'open' }]);
  });

  it('that is taken back leaves the desk, and nobody is told to be coming', async () => {
    bench = await Bench.start();
    await bench.call();
    bench.staff.cancelCall();
    await bench.hears('call', 'cancel');
    expect(await bench.calls()).toMatchObject([{ state: 'away' }]);
    expect(bench.answered).toBe(0);
  });

  it('of a page that goes away while it is being told is taken back', async () => {
    bench = await Bench.start();
    await bench.faults({ delayMs: 300 });
    const page = new AbortController();
    const calling = bench.call('howToUse', page.signal);
    page.abort();
    expect(await calling).toEqual({ ok: false, error: 'canceled' });
    await bench.faults({});
    await eventually(async () => (await bench.calls()).every(({ state }) => state !== 'open'));
  });

  it('that is answered at the kiosk itself leaves the desk, too', async () => {
    bench = await Bench.start();
    await bench.call();
    bench.staff.answeredHere();
    expect(bench.answered).toBe(1);
    await bench.hears('call', 'answered');
  });

  it('after an answered one is a new call', async () => {
    bench = await Bench.start();
    await bench.call();
    await bench.answer(await openCallId());
    await eventually(() => bench.answered === 1);
    await bench.call();
    expect(await bench.calls()).toMatchObject([{ state: 'answered' }, { state: 'open' }]);
  });
});

describe('a desk', () => {
  it('that is away is said to be away, and the call stands at the kiosk', async () => {
    bench = await Bench.start();
    await bench.faults({ down: true });
    expect(await bench.call()).toEqual(NOT_REACHED);
    expect(bench.staff.report.call).toMatchObject({ deskHasIt: false });
    bench.staff.answeredHere();
    expect(bench.answered).toBe(1);
  });

  it('that there is none is said at once', async () => {
    bench = await Bench.start({ hasDesk: false });
    expect(await bench.call()).toEqual(NOT_REACHED);
    expect(bench.staff.report).toMatchObject({ call: { deskHasIt: false }, undelivered: 0 });
    bench.staff.cancelCall();
    expect(bench.staff.report.call).toBeNull();
  });

  it.each([404, 500, 503])('that answers %i is not reached', async (status) => {
    bench = await Bench.start();
    await bench.faults({ status });
    expect(await bench.call()).toEqual(NOT_REACHED);
  });

  it('that comes back is reached by the next call', async () => {
    bench = await Bench.start();
    await bench.faults({ down: true });
    expect(await bench.call()).toEqual(NOT_REACHED);
    await bench.faults({});
    expect(await bench.call()).toMatchObject(REACHED);
    await bench.answer(await openCallId());
    await eventually(() => bench.answered === 1);
  });

  it('whose answer is lost hears of the end of the call, whatever it knew of it', async () => {
    bench = await Bench.start();
    await bench.faults({ loseAnswers: true });
    expect(await bench.call()).toEqual(NOT_REACHED);
    await bench.faults({});
    bench.staff.cancelCall();
    await eventually(async () => (await bench.calls()).every(({ state }) => state === 'away'));
  });

  it('that goes away while somebody waits, and comes back, still answers', async () => {
    bench = await Bench.start();
    await bench.call();
    const callId = await openCallId();
    await bench.faults({ down: true });
    await pause(300);
    await bench.faults({});
    await bench.answer(callId);
    await eventually(() => bench.answered === 1);
  });

  it('that is started anew with an empty memory is told the call again', async () => {
    bench = await Bench.start();
    await bench.call('aboutMyRecords');
    const callId = await openCallId();
    await bench.fake.call('DELETE /memory');
    await eventually(async () => (await bench.calls()).length === 1);
    expect(await bench.calls()).toMatchObject([{ callId, reason: 'aboutMyRecords', state: 'open' }]);
    await bench.answer(callId);
    await eventually(() => bench.answered === 1);
  });
});

describe('a daemon', () => {
  it('that is stopped takes its call back, also when the desk is away just then', async () => {
    bench = await Bench.start();
    await bench.call();
    await bench.stopDaemon();
    await bench.hears('call', 'cancel');
    await bench.startDaemon();
    await bench.call();
    await bench.faults({ down: true });
    await bench.stopDaemon();
    await bench.faults({});
    await bench.startDaemon();
    await bench.hears('call', 'cancel', 'call', 'cancel');
  });
});
