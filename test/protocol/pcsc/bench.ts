import type {
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderLink,
} from '#device-daemon/drivers/chip-card-reader.ts';
import { pcscLink } from '#device-daemon/drivers/pcsc/driver.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { Pcscd } from './pcscd.ts';

/** The real driver on a real pcscd, and fake cards for its two slots. */
export class PcscBench {
  readonly service: Pcscd;
  readonly slots: readonly [FakeDevice, FakeDevice];
  /** How often the driver said that the reader is gone. */
  losses = 0;
  #link: ChipCardReaderLink | null = null;

  private constructor(service: Pcscd, slots: readonly [FakeDevice, FakeDevice]) {
    this.service = service;
    this.slots = slots;
  }

  static async prepare(): Promise<PcscBench> {
    await buildFake('pcsc-card');
    const service = await Pcscd.prepare();
    const slot = (port: number): Promise<FakeDevice> =>
      FakeDevice.start('pcsc-card', ['--port', String(port)]);
    return new PcscBench(service, [await slot(service.port), await slot(service.port + 1)]);
  }

  /** Everything as before the first test: no card, no fault, no link. */
  async clear(): Promise<void> {
    await this.close();
    this.losses = 0;
    for (const slot of this.slots) {
      await slot.call('DELETE /card');
      await slot.call('PUT /faults', {});
    }
    // The service looks every 400 ms; until then it believes in the card of the test before.
    const opened = await this.tryOpen();
    if (!opened.ok) return;
    this.#link = opened.value;
    await this.position('none');
    await this.close();
  }

  async remove(): Promise<void> {
    await this.close();
    for (const slot of this.slots) await slot.stop();
    await this.service.remove();
  }

  put(card: string, orientation: 'right' | 'upsideDown' = 'right', slot: 0 | 1 = 0): Promise<unknown> {
    return this.slots[slot].call('PUT /card', { card, orientation });
  }
  take(slot: 0 | 1 = 0): Promise<unknown> {
    return this.slots[slot].call('DELETE /card');
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.slots[0].call('PUT /faults', faults);
  }

  tryOpen(readerName = 'bench'): ReturnType<ReturnType<typeof pcscLink>> {
    return pcscLink({ readerName })(() => {
      this.losses += 1;
    });
  }

  async open(readerName = 'bench'): Promise<ChipCardReader> {
    const opened = await this.tryOpen(readerName);
    if (!opened.ok) throw new Error(`not open: ${opened.error}\n${this.service.log}`);
    this.#link = opened.value;
    return opened.value.reader;
  }

  get link(): ChipCardReaderLink {
    if (this.#link === null) throw new Error('not open');
    return this.#link;
  }

  async close(): Promise<void> {
    await this.#link?.reader.close();
    this.#link = null;
  }

  /** As the device does it: asks until the reader says so. */
  async position(wanted: 'none' | 'atContacts'): Promise<void> {
    await eventually(async () => {
      const status = await this.link.reader.status();
      return status.ok && status.value.position === wanted;
    });
  }

  /** Puts a card in and powers it. @returns the ATR */
  async power(card: string): Promise<string> {
    await this.put(card);
    await this.position('atContacts');
    return hexOf(value(await this.link.reader.powerOn('card')));
  }

  async send(commandHex: string): Promise<string> {
    return answerOf(await this.link.reader.transmit('card', Buffer.from(commandHex, 'hex')));
  }
}

/** The answer as hexadecimal digits, or the word for what was wrong. */
export const answerOf = (outcome: ChipCardOutcome<Uint8Array>): string =>
  outcome.ok ? hexOf(outcome.value) : outcome.error.type;

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export function value<T>(outcome: ChipCardOutcome<T>): T {
  if (!outcome.ok) throw new Error(`not done: ${outcome.error.type}`);
  return outcome.value;
}

/** SELECT by the name of the social-security environment, `sx1.sh.社会保障` in GBK. */
export const SELECT_SSSE = '00a404000f7378312e73682ec9e7bbe1b1a3d5cf';
