import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { OpenBinding } from '#device-daemon/bindings/binding.ts';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import type { ChipCardReader } from '#device-daemon/drivers/chip-card-reader.ts';
import { gwiIc20Link } from '#device-daemon/drivers/gwi-ic20/driver.ts';
import { NIBBLE_REPORT_BYTES } from '#device-daemon/framing/nibble-reports.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { answerOf, value } from '#test/protocol/pcsc/bench.ts';

/** Reports of 64 bytes one after the other on a pseudo-terminal, handed on one by one as the HID binding does. */
function reportBinding(link: string): OpenBinding {
  const open = serialBinding(link, { baudRate: 115_200 });
  return (listener) => {
    let pending = Buffer.alloc(0);
    return open({
      data: (bytes) => {
        pending = Buffer.concat([pending, bytes]);
        while (pending.length >= NIBBLE_REPORT_BYTES) {
          listener.data(pending.subarray(0, NIBBLE_REPORT_BYTES));
          pending = pending.subarray(NIBBLE_REPORT_BYTES);
        }
      },
      lost: () => listener.lost(),
    });
  };
}

/** The real driver on the real fake. */
export class GwiBench {
  losses = 0;
  readonly link: string;
  readonly fake: FakeDevice;
  readonly #folder: string;
  #reader: ChipCardReader | null = null;

  private constructor(fake: FakeDevice, folder: string, link: string) {
    this.fake = fake;
    this.#folder = folder;
    this.link = link;
  }

  static async start(): Promise<GwiBench> {
    await buildFake('gwi-ic20');
    const folder = await mkdtemp(`${tmpdir()}/gwi-ic20-`);
    const link = `${folder}/reader`;
    const fake = await FakeDevice.start('gwi-ic20', [
      '--port',
      'reports',
      '--link',
      link,
      '--work-factor',
      '0.1',
    ]);
    return new GwiBench(fake, folder, link);
  }

  async stop(): Promise<void> {
    await this.close();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  tryOpen(): ReturnType<ReturnType<typeof gwiIc20Link>> {
    return gwiIc20Link(reportBinding(this.link))(() => {
      this.losses += 1;
    });
  }

  /** Opens the port and asks the reader what it is. */
  async open(): Promise<ChipCardReader> {
    const opened = await this.tryOpen();
    if (!opened.ok) throw new Error(`not open: ${opened.error}`);
    this.#reader = opened.value.reader;
    value(await this.#reader.open());
    return this.#reader;
  }

  get reader(): ChipCardReader {
    if (this.#reader === null) throw new Error('not open');
    return this.#reader;
  }

  async close(): Promise<void> {
    await this.#reader?.close();
    this.#reader = null;
  }

  put(card: string, orientation: 'right' | 'upsideDown' = 'right'): Promise<unknown> {
    return this.fake.call('PUT /card', { card, orientation });
  }
  take(): Promise<unknown> {
    return this.fake.call('DELETE /card');
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  async requests(command: string): Promise<number> {
    const { requests } = await this.fake.call<{ requests: Record<string, number> }>('GET /state');
    return requests[command] ?? 0;
  }

  async position(wanted: 'none' | 'atContacts'): Promise<void> {
    await eventually(async () => {
      const status = await this.reader.status();
      return status.ok && status.value.position === wanted;
    });
  }

  async power(card: string): Promise<string> {
    await this.put(card);
    await this.position('atContacts');
    return answerOf(await this.reader.powerOn('card'));
  }

  async send(commandHex: string): Promise<string> {
    return answerOf(await this.reader.transmit('card', Buffer.from(commandHex, 'hex')));
  }
}
