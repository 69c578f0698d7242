import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import type {
  CardMover,
  CardPosition,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderLink,
  OpenChipCardReaderLink,
} from '#device-daemon/drivers/chip-card-reader.ts';
import { crt310Link } from '#device-daemon/drivers/crt-310/driver.ts';
import { crt591Link } from '#device-daemon/drivers/crt-591/driver.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { pause } from '#test/protocol/eventually.ts';

export const MODELS = ['crt-591', 'crt-310'] as const;
type MotorisedModel = (typeof MODELS)[number];

/** Faster than most units are set to, so that the tests wait for cards and not for the line. */
const BAUD_RATE = 38_400;

export const SELECT_SSSE = '00a404000f7378312e73682ec9e7bbe1b1a3d5cf';
/** The PIN is not the sample cards': it spends a try. */
export const VERIFY_WRONG_PIN = '0020000003999999';
export const ASK_TRIES_LEFT = '0020000000';

interface State {
  readonly card: string | null;
  readonly position: string;
  readonly shutter: string;
  readonly entryPermitted: boolean;
  readonly chipActive: boolean;
  readonly initialised: boolean;
  readonly binCount: number;
  readonly statistics: Readonly<Record<string, number>>;
  readonly commands: Readonly<Record<string, number>>;
  readonly cardCommands: readonly string[];
}

/** The real driver of the daemon on the real fake, over a serial port. */
export class Bench {
  readonly fake: FakeDevice;
  readonly link: ChipCardReaderLink;
  readonly #folder: string;
  losses = 0;

  readonly #openLink: OpenChipCardReaderLink;

  private constructor(
    fake: FakeDevice,
    link: ChipCardReaderLink,
    openLink: OpenChipCardReaderLink,
    folder: string,
  ) {
    this.fake = fake;
    this.link = link;
    this.#openLink = openLink;
    this.#folder = folder;
  }

  /** @param before what happens to the fake before the daemon comes */
  static async start(
    model: MotorisedModel,
    before: (fake: FakeDevice) => Promise<unknown> = async () => undefined,
    { address = 0, unitAddress = address }: { address?: number; unitAddress?: number } = {},
  ): Promise<Bench> {
    await buildFake(model);
    const folder = await mkdtemp(`${tmpdir()}/motorised-reader-`);
    const path = `${folder}/reader`;
    const fake = await FakeDevice.start(model, [
      ...['--link', path, '--baud', String(BAUD_RATE), '--boot-ms', '0', '--work-factor', '0.1'],
      ...['--address', String(unitAddress)],
    ]);
    await before(fake);
    const openBinding = serialBinding(path, { baudRate: BAUD_RATE });
    const openLink = model === 'crt-591' ? crt591Link(openBinding, { address }) : crt310Link(openBinding);
    return Bench.#on(fake, openLink, folder);
  }

  /** The same reader, found by a daemon that has just started. */
  async reopen(): Promise<Bench> {
    await this.reader.close();
    return Bench.#on(this.fake, this.#openLink, this.#folder);
  }

  static async #on(fake: FakeDevice, openLink: OpenChipCardReaderLink, folder: string): Promise<Bench> {
    let bench: Bench | null = null;
    const link = await openLink(() => {
      if (bench !== null) bench.losses += 1;
    });
    if (!link.ok) throw new Error(`the port cannot be opened: ${link.error}`);
    bench = new Bench(fake, link.value, openLink, folder);
    return bench;
  }

  async stop(): Promise<void> {
    await this.reader.close();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get reader(): ChipCardReader {
    return this.link.reader;
  }

  get mover(): CardMover {
    const { mover } = this.link.reader;
    if (mover === null) throw new Error('a motorised reader has a motor');
    return mover;
  }

  put(card: string, orientation: 'right' | 'upsideDown' = 'right'): Promise<unknown> {
    return this.fake.call('PUT /card', { card, orientation });
  }
  take(): Promise<unknown> {
    return this.fake.call('DELETE /card');
  }
  power(on: boolean, port: 'goes' | 'stays' = 'goes'): Promise<unknown> {
    return this.fake.call('PUT /power', { on, port });
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  state(): Promise<State> {
    return this.fake.call<State>('GET /state');
  }

  async transmit(hex: string): Promise<string> {
    const answer = done(await this.reader.transmit('card', Buffer.from(hex, 'hex')));
    return Buffer.from(answer).toString('hex');
  }

  /** Asks the reader until the card is there. */
  async standsAt(wanted: CardPosition): Promise<void> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const { position } = done(await this.reader.status());
      if (position === wanted) return;
      if (performance.now() > deadline) throw new Error(`the card stands at ${position}, not at ${wanted}`);
      await pause(20);
    }
  }

  /** As the daemon does it: lets a card in and gets it to its contacts, powered. @returns the ATR */
  async accept(card = 'in-work-2.0', orientation: 'right' | 'upsideDown' = 'right'): Promise<string> {
    await this.insert(card, orientation);
    return Buffer.from(done(await this.reader.powerOn('card'))).toString('hex');
  }

  async insert(card = 'in-work-2.0', orientation: 'right' | 'upsideDown' = 'right'): Promise<void> {
    done(await this.mover.permitEntry());
    await this.put(card, orientation);
    for (;;) {
      const { position } = done(await this.reader.status());
      if (position === 'inside') done(await this.mover.moveToContacts());
      if (position === 'atContacts') return;
      await pause(20);
    }
  }
}

export function done<T>(outcome: ChipCardOutcome<T>): T {
  if (!outcome.ok) throw new Error(`not done: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

export const fault = (type: string) => ({ ok: false, error: { type } });
