import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import {
  createIdentityCardReader,
  type SupervisedIdentityCardReader,
} from '#device-daemon/devices/identity-card-reader.ts';
import type {
  IdentityCard,
  IdentityCardReadFailure,
} from '#device-daemon/devices/identity-card-reader-contract.ts';
import { sdtLink } from '#device-daemon/drivers/sdt/driver.ts';
import { warmUpSdt } from '#device-daemon/drivers/sdt/warm-up.ts';
import type { IdentityCardReaderStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

/** The day all scenarios play on: 2026-11-22 in China. */
export const TODAY_MS = Date.parse('2026-11-22T04:00:00Z');

export interface Faults {
  readonly [fault: string]: unknown;
}

/** The real device of the daemon on the real fake, and a record of all it says. */
export class Bench {
  readonly statuses: IdentityCardReaderStatus[] = [];
  readonly log: { level: string; event: string; fields: Record<string, unknown> }[] = [];
  removals = 0;
  #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    readonly reader: SupervisedIdentityCardReader,
    folder: string,
    log: Bench['log'],
  ) {
    this.#folder = folder;
    this.log = log;
    reader.on('statusChanged', (status) => this.statuses.push(status));
    reader.on('mediaRemoved', () => {
      this.removals += 1;
    });
  }

  /** @param before what happens to the fake before the daemon comes */
  static async start(
    before: (fake: FakeDevice) => Promise<unknown> = async () => undefined,
    fakeArgs: readonly string[] = [],
  ): Promise<Bench> {
    await buildFake('identity-card-reader');
    const folder = await mkdtemp(`${tmpdir()}/identity-card-reader-`);
    const link = `${folder}/reader`;
    const fake = await FakeDevice.start('identity-card-reader', [
      '--link',
      link,
      '--work-factor',
      '0.2',
      '--boot-ms',
      '0',
      ...fakeArgs,
    ]);
    await before(fake);
    const log: Bench['log'] = [];
    const note =
      (level: string) =>
      (event: string, fields: Record<string, unknown> = {}) =>
        log.push({ level, event, fields });
    const reader = createIdentityCardReader({
      openLink: sdtLink(serialBinding(link, { baudRate: 115_200 })),
      warmUp: warmUpSdt,
      pollMs: 50,
      clock: () => TODAY_MS,
      logger: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    });
    const bench = new Bench(fake, reader, folder, log);
    reader.start();
    return bench;
  }

  async stop(): Promise<void> {
    await this.reader.stop();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  lay(card: string): Promise<unknown> {
    return this.fake.call('PUT /card', { card });
  }
  lift(): Promise<unknown> {
    return this.fake.call('DELETE /card');
  }
  power(on: boolean): Promise<unknown> {
    return this.fake.call('PUT /power', { on });
  }
  faults(faults: Faults): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  state<T = Record<string, unknown>>(): Promise<T> {
    return this.fake.call<T>('GET /state');
  }

  /** Starts a read and notes what it tells the citizen. */
  read(): PendingRead {
    const told: string[] = [];
    const abort = new AbortController();
    const outcome = this.reader.read(
      { insertCard: () => told.push('insertCard'), mediaInserted: () => told.push('mediaInserted') },
      abort.signal,
    );
    return { told, outcome, cancel: () => abort.abort() };
  }

  online(): Promise<void> {
    return eventually(() => this.reader.status.device === 'online');
  }
}

export interface PendingRead {
  readonly told: string[];
  readonly outcome: Promise<Result<IdentityCard, IdentityCardReadFailure>>;
  cancel(): void;
}

export const failure = (errorCode: string) => ({
  ok: false,
  error: { type: 'commandErrorCode', errorCode },
});
