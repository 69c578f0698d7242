import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/protocol/eventually.ts';
import { Bench, type DialogState, pinOf } from './bench.ts';

const PIN = '246810';
const NOT_READY = { ok: false, error: 'deviceNotReady' };

let bench: Bench;
afterEach(() => bench.stop());

async function started(faults: Record<string, unknown> = {}): Promise<void> {
  bench = await Bench.dialog((fake) => fake.call('PUT /faults', faults));
  await bench.online();
}

async function entersAPin(): Promise<void> {
  const entry = bench.enter();
  await bench.dialogOpen();
  await bench.press(PIN, 'enter');
  expect(pinOf(await entry.outcome)).toBe(PIN);
  expect(entry.counts).toEqual([]);
  await bench.dialogOpen(false);
}

describe('a person at the dialog', () => {
  it('enters a PIN, and the dialog goes', async () => {
    await started();
    await entersAPin();
    await eventually(async () => !(await bench.state<DialogState>()).running);
  });

  it('is told what to enter, in a time that is bounded', async () => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    const { labels, commands } = await bench.state<DialogState>();
    expect(labels).toEqual({
      OPTION: 'lc-ctype=C.UTF-8',
      SETTITLE: '社会保障卡密码',
      SETDESC: '请输入社会保障卡密码（4 到 12 位数字）。',
      SETPROMPT: '密码：',
      SETOK: '确定',
      SETCANCEL: '取消',
      SETTIMEOUT: '60',
    });
    // Nothing here lets the program keep what was entered.
    expect(commands).not.toContain('SETKEYINFO');
    entry.cancel();
    await entry.outcome;
  });

  it.each([
    ['too short', '123'],
    ['too long', '1234567890123'],
    ['with a letter', '12a4'],
    ['empty', ''],
    ['Chinese', '密码密码'],
  ])('enters something that is no PIN (%s), and is asked again', async (_name, text) => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    await bench.press(text, 'enter');
    await bench.dialogOpen();
    expect((await bench.state<DialogState>()).labels).toMatchObject({
      SETERROR: '密码应为 4 到 12 位数字，请重新输入。',
    });
    await bench.press(PIN, 'enter');
    expect(pinOf(await entry.outcome)).toBe(PIN);
  });

  it.each([
    ['cancel', 'personCanceled'],
    ['expire', 'timeOut'],
  ])('ends it (%s)', async (key, error) => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    await bench.press('12', key);
    expect(await entry.outcome).toEqual({ ok: false, error });
    expect(bench.pad.status.device).toBe('online');
  });

  it('leaves no digit in any line of the log', async () => {
    await started();
    for (const text of ['7777777', '77x77']) {
      const entry = bench.enter();
      await bench.dialogOpen();
      await bench.press(text, 'enter');
      entry.cancel();
      await entry.outcome;
    }
    expect(JSON.stringify(bench.log.map(({ fields: { port: _port, ...fields } }) => fields))).not.toContain(
      '7',
    );
    expect(bench.log.map(({ event }) => event)).toEqual(['PIN pad online']);
  });
});

describe('an entry', () => {
  it('is canceled from outside, and the dialog disappears', async () => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    entry.cancel();
    expect(await entry.outcome).toEqual({ ok: false, error: 'canceled' });
    await eventually(async () => !(await bench.state<DialogState>()).running);
    await entersAPin();
  });

  it('is not begun while another one runs', async () => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    expect(await bench.enter().outcome).toEqual(NOT_READY);
    await bench.press(PIN, 'enter');
    expect(pinOf(await entry.outcome)).toBe(PIN);
  });

  it('ends with the daemon', async () => {
    await started();
    const entry = bench.enter();
    await bench.dialogOpen();
    await bench.pad.stop();
    expect(await entry.outcome).toEqual({ ok: false, error: 'canceled' });
    await eventually(async () => !(await bench.state<DialogState>()).running);
  });
});

describe('a program', () => {
  it('that is escaping every byte is understood', async () => {
    await started({ escaped: true });
    await entersAPin();
  });

  it('that knows no labels and no options serves all the same', async () => {
    await started({ refuseLabels: true });
    await entersAPin();
  });

  it.each([
    ['crashes', { crash: true }],
    ['says an endless line', { endlessLine: true }],
  ])('that %s ends the entry, and serves again when it is well', async (_name, faults) => {
    await started();
    await bench.faults(faults);
    expect(await bench.enter().outcome).toEqual(NOT_READY);
    await bench.faults({});
    await eventually(() => bench.statuses.length === 3);
    await entersAPin();
    expect(bench.statuses.map(({ device }) => device)).toEqual(['online', 'offline', 'online']);
  });

  it('that has no display to show a dialog on is a hardware error, with its own number in the log', async () => {
    await started();
    await bench.faults({ noDisplay: true });
    expect(await bench.enter().outcome).toEqual(NOT_READY);
    await eventually(() => bench.statuses.at(1)?.device === 'hardwareError');
    expect(bench.log.at(1)).toMatchObject({ fields: { fault: 'broken pinentry 32870' } });
  });

  it('that is another program is not used', async () => {
    bench = await Bench.dialog((fake) => fake.call('PUT /faults', { otherProgram: true }));
    await eventually(() => bench.pad.status.device === 'hardwareError');
    await bench.faults({});
    await bench.online();
    await entersAPin();
  });

  it('that says nothing is not used', async () => {
    bench = await Bench.dialog((fake) => fake.call('PUT /faults', { silent: 'greeting' }));
    await eventually(() => bench.pad.status.device === 'offline');
    expect(await bench.enter().outcome).toEqual(NOT_READY);
  });

  it('that is uninstalled is missed, and used again when it is back', async () => {
    await started();
    await bench.fake.call('PUT /program', { there: false });
    await eventually(() => bench.pad.status.device === 'powerOff');
    await bench.fake.call('PUT /program', { there: true });
    await bench.online();
    await entersAPin();
  });
});
