import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { OpenBinding } from '#device-daemon/bindings/binding.ts';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import { createKeypad } from '#device-daemon/devices/keypad.ts';
import type { Keypad } from '#device-daemon/devices/keypad-contract.ts';
import { hidKeypadLink } from '#device-daemon/drivers/keypad/driver.ts';
import type { KeyPlace } from '#device-daemon/drivers/keypad/key-map.ts';
import type { KeypadKey } from '#shared/protocol/assistance.ts';
import type { KeypadStatus } from '#shared/protocol/states.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

const REPORT_BYTES = 8;

const bit = (key: KeypadKey, byte: number, mask: number): KeyPlace => ({
  key,
  byte,
  bytes: 1,
  mask,
  value: mask,
});
const listed = (key: KeypadKey, value: number): KeyPlace => ({ key, byte: 2, bytes: 6, mask: 0xff, value });

/** As somebody would write them into the configuration who has the maker's manual. */
export const KEY_MAPS: Readonly<Record<'bits' | 'keyboard', readonly KeyPlace[]>> = {
  bits: [
    bit('up', 2, 0x01),
    bit('down', 2, 0x02),
    bit('left', 2, 0x04),
    bit('right', 2, 0x08),
    bit('select', 2, 0x10),
    bit('help', 2, 0x20),
    bit('volumeUp', 3, 0x01),
    bit('end', 3, 0x04),
  ],
  keyboard: [
    listed('up', 0x52),
    listed('down', 0x51),
    listed('left', 0x50),
    listed('right', 0x4f),
    listed('select', 0x28),
    listed('help', 0x3a),
    listed('volumeUp', 0x80),
    listed('end', 0x29),
  ],
};

/** Reports one after the other on a pseudo-terminal, handed on one by one as the HID binding does. */
function reportBinding(link: string): OpenBinding {
  const open = serialBinding(link, { baudRate: 115_200 });
  return (listener) => {
    let pending = Buffer.alloc(0);
    return open({
      data: (bytes) => {
        pending = Buffer.concat([pending, bytes]);
        while (pending.length >= REPORT_BYTES) {
          listener.data(pending.subarray(0, REPORT_BYTES));
          pending = pending.subarray(REPORT_BYTES);
        }
      },
      lost: () => listener.lost(),
    });
  };
}

/** The real device of the daemon on the real fake, and a record of all it says. */
export class Bench {
  readonly statuses: KeypadStatus[] = [];
  readonly pressed: KeypadKey[] = [];
  readonly log: { level: string; event: string }[];
  readonly #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    readonly keypad: Keypad,
    folder: string,
    log: Bench['log'],
  ) {
    this.#folder = folder;
    this.log = log;
    keypad.on('statusChanged', (status) => this.statuses.push(status));
    keypad.on('keyPressed', (key) => this.pressed.push(key));
  }

  static async start(reports: keyof typeof KEY_MAPS = 'bits'): Promise<Bench> {
    await buildFake('keypad');
    const folder = await mkdtemp(`${tmpdir()}/keypad-`);
    const link = `${folder}/keypad`;
    const fake = await FakeDevice.start('keypad', ['--link', link, '--reports', reports]);
    const log: Bench['log'] = [];
    const note = (level: string) => (event: string) => log.push({ level, event });
    const keypad = createKeypad({
      openLink: hidKeypadLink(reportBinding(link), KEY_MAPS[reports]),
      logger: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    });
    const bench = new Bench(fake, keypad, folder, log);
    keypad.start();
    await bench.is('online');
    return bench;
  }

  async stop(): Promise<void> {
    await this.keypad.stop();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  press(...keys: string[]): Promise<unknown> {
    return this.fake.call('PUT /keys', { keys });
  }
  hold(...keys: string[]): Promise<unknown> {
    return this.fake.call('PUT /held', { keys });
  }
  repeat(times: number): Promise<unknown> {
    return this.fake.call('PUT /repeat', { times });
  }
  power(on: boolean): Promise<unknown> {
    return this.fake.call('PUT /power', { on });
  }

  is(device: KeypadStatus['device']): Promise<void> {
    return eventually(() => this.keypad.status.device === device);
  }
  heard(...keys: KeypadKey[]): Promise<void> {
    return eventually(() => this.pressed.length >= keys.length).then(() => {
      if (JSON.stringify(this.pressed) !== JSON.stringify(keys))
        throw new Error(`heard ${this.pressed.join(' ')}, not ${keys.join(' ')}`);
    });
  }
}
