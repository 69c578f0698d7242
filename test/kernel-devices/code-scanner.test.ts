import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer } from './kiosk-computer.ts';
import type { PageSocket } from './page-socket.ts';

const DEVICE = '/code-scanner';
const NAME = 'codeScanner';
/** A rule as deploy/ asks for: each maker's scanner has other numbers. */
const RULE = `SUBSYSTEM=="hidraw", KERNELS=="0003:FFFE:8C02.*", GROUP="kiosk", MODE="0660"\n`;
const RELOAD_RULES = 'udevadm control --reload';
/** Longer than the same code counts as one scan. */
const SAME_SCAN_MS = 1_100;
const SUCCESS = {
  completionCode: 'success',
  payload: { cardKind: 'electronicSocialSecurityCard' },
};
const NOT_READABLE = { completionCode: 'commandErrorCode', payload: { errorCode: 'codeNotReadable' } };

describeOnKioskComputer('a HID-POS scanner for codes', (computer) => {
  let platform: FakeDevice;

  beforeAll(async () => {
    const { guest, hall } = computer();
    platform = await FakeDevice.start('electronic-card-platform', ['--port', String(hall.platformPort)]);
    await guest.writeFile('/etc/udev/rules.d/61-hall.rules', RULE);
    await guest.shell(RELOAD_RULES);
    await computer().startBench([
      // Beside a HID device that is no scanner.
      { name: 'other', fake: 'identity-card-reader', args: ['--model', 'dk26', '--port', 'uhid'] },
      { name: DEVICE.slice(1), fake: 'code-scanner', args: ['--port', 'uhid'] },
    ]);
    await computer().startDaemon({
      identityCardReader: { driver: 'sdt', transport: 'serial', path: '/dev/serial/by-id/none' },
      codeScanner: { transport: 'hid', path: 'auto' },
    });
    await computer().deviceIs(NAME, 'online');
  });
  afterAll(async () => {
    await computer().stopDaemon();
    await computer().stopBench();
    await computer().guest.shell(`rm /etc/udev/rules.d/61-hall.rules; ${RELOAD_RULES}`);
    await platform?.stop();
  });
  afterEach(async () => {
    await computer().bench('PUT', `${DEVICE}/faults`, {});
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().deviceIs(NAME, 'online');
  });

  /** What the citizen's telephone shows. */
  const codeOf = async (citizen: string): Promise<string> =>
    (await platform.call<{ code: string }>(`GET /code/${citizen}`)).code;

  const show = (code: string): Promise<unknown> => computer().bench('PUT', `${DEVICE}/code`, { code });

  const piecesSent = async (): Promise<number> =>
    (await computer().bench<{ piecesSent: number }>('GET', `${DEVICE}/state`)).piecesSent;

  /** @returns when the daemon waits for a code: one that came before is dropped */
  async function askedFor(page: PageSocket): Promise<number> {
    const command = page.send('ElectronicCard.Read');
    await page.event('CardReader.InsertCardEvent');
    return command;
  }

  async function outcomeOf(page: PageSocket, command: number): Promise<object> {
    const { header, payload } = await page.completion(command);
    return { completionCode: header.completionCode, payload };
  }

  async function scanned(code: string): Promise<object> {
    const page = await computer().page();
    const command = await askedFor(page);
    await show(code);
    const outcome = await outcomeOf(page, command);
    page.close();
    return outcome;
  }

  test("the code on a citizen's telephone opens the visit, once", async () => {
    const code = await codeOf('in-work');
    expect(await scanned(code)).toMatchObject(SUCCESS);
    await sleep(SAME_SCAN_MS);
    expect(await scanned(code)).toEqual({
      completionCode: 'commandErrorCode',
      payload: { errorCode: 'codeRefused' },
    });
  });

  test('a code in several reports is one code', async () => {
    await computer().bench('PUT', `${DEVICE}/faults`, { pieces: { count: 4, pauseMs: 20 } });
    expect(await scanned(await codeOf('in-work'))).toMatchObject(SUCCESS);
  });

  test('the longest code arrives whole, and a longer one is not readable', async () => {
    const { checks } = await platform.call<{ checks: number }>('GET /state');
    expect(await scanned('x'.repeat(512))).toMatchObject({ payload: { errorCode: 'codeRefused' } });
    expect(await scanned('y'.repeat(513))).toEqual(NOT_READABLE);
    expect(await platform.call('GET /state')).toMatchObject({ checks: checks + 1 });
  });

  test.each([
    ['with bytes that are no ASCII', { garbage: true }],
    ['that breaks off', { pieces: { count: 2, pauseMs: 600 } }],
  ])('a code %s is not readable, and the next one is', async (_what, faults) => {
    await computer().bench('PUT', `${DEVICE}/faults`, faults);
    expect(await scanned(await codeOf('in-work'))).toEqual(NOT_READABLE);
    await computer().bench('PUT', `${DEVICE}/faults`, {});
    expect(await scanned(await codeOf('in-work'))).toMatchObject(SUCCESS);
  });

  test('unplugged while a citizen is asked for a code ends the asking; plugged again it scans', async () => {
    const page = await computer().page();
    const command = await askedFor(page);
    await computer().bench('PUT', `${DEVICE}/power`, { on: false });
    expect(await outcomeOf(page, command)).toMatchObject({ completionCode: 'deviceNotReady' });
    await computer().deviceIs(NAME, 'powerOff');
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().deviceIs(NAME, 'online');
    expect(page.isOpen).toBe(true);
    page.close();
    expect(await scanned(await codeOf('in-work'))).toMatchObject(SUCCESS);
  });

  test('unplugged in the middle of a code leaves nothing of it for the next', async () => {
    await computer().bench('PUT', `${DEVICE}/faults`, { pieces: { count: 20, pauseMs: 150 } });
    const before = await piecesSent();
    const page = await computer().page();
    const command = await askedFor(page);
    const showing = show(await codeOf('in-work'));
    await until('the code has begun', async () => (await piecesSent()) > before + 1);
    await computer().bench('PUT', `${DEVICE}/power`, { on: false });
    expect(await outcomeOf(page, command)).toMatchObject({ completionCode: 'deviceNotReady' });
    page.close();
    await showing;
    await computer().bench('PUT', `${DEVICE}/faults`, {});
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().deviceIs(NAME, 'online');
    expect(await scanned(await codeOf('in-work'))).toMatchObject(SUCCESS);
  });
});
