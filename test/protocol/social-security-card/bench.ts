import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import { AuthorityClient } from '#device-daemon/cards/social-security-card/authority-client.ts';
import type { SocialSecurityCard } from '#device-daemon/cards/social-security-card/social-security-card.ts';
import { createPinPad, type SupervisedPinPad } from '#device-daemon/devices/pin-pad.ts';
import { SupervisedSocialSecurityCardReader } from '#device-daemon/devices/social-security-card-reader.ts';
import type {
  PinFailure,
  SocialSecurityCardReadFailure,
} from '#device-daemon/devices/social-security-card-reader-contract.ts';
import { crt310Link } from '#device-daemon/drivers/crt-310/driver.ts';
import { crt591Link } from '#device-daemon/drivers/crt-591/driver.ts';
import { szztLink } from '#device-daemon/drivers/szzt/driver.ts';
import type { SocialSecurityCardReaderStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

/** The day all scenarios play on: 2026-11-22 in China. */
const TODAY_MS = Date.parse('2026-11-22T04:00:00Z');

export const MOTORISED = {
  'crt-591': { baudRate: 9600, link: crt591Link },
  'crt-310': { baudRate: 9600, link: crt310Link },
} as const;
export type Motorised = keyof typeof MOTORISED;

export interface BenchOptions {
  readonly reader: Motorised;
  /** With somebody who holds the keys of third-generation cards. */
  readonly authority?: boolean;
  readonly takeCardMs?: number;
  /** What happens to the fake before the daemon comes. */
  readonly before?: (fake: FakeDevice) => Promise<unknown>;
}

/** The real devices of the daemon on real fakes: reader, pad, and whoever has the keys; and a record of all they say. */
export class Bench {
  readonly statuses: SocialSecurityCardReaderStatus[] = [];
  removals = 0;
  retained = 0;

  private constructor(
    readonly fake: FakeDevice,
    readonly fakePad: FakeDevice,
    readonly authority: FakeDevice | null,
    readonly reader: SupervisedSocialSecurityCardReader,
    readonly pad: SupervisedPinPad,
    readonly log: readonly string[],
    private readonly folder: string,
  ) {
    reader.on('statusChanged', (status) => this.statuses.push(status));
    reader.on('mediaRemoved', () => {
      this.removals += 1;
    });
    reader.on('mediaRetained', () => {
      this.retained += 1;
    });
  }

  static async start({ reader: kind, authority = false, takeCardMs = 30_000, before }: BenchOptions) {
    for (const name of [kind, 'pin-pad', 'authority']) await buildFake(name);
    const folder = await mkdtemp(`${tmpdir()}/social-security-card-`);
    const fake = await FakeDevice.start(kind, ['--link', `${folder}/reader`, '--work-factor', '0.05']);
    const fakePad = await FakeDevice.start('pin-pad', ['--link', `${folder}/pad`, '--boot-ms', '0']);
    const keys = authority ? await FakeDevice.start('authority', ['--port', '0']) : null;
    await before?.(fake);
    const log: string[] = [];
    const note =
      (level: string) =>
      (event: string, fields: Record<string, unknown> = {}) =>
        log.push(`${level} ${event} ${JSON.stringify(fields)}`);
    const logger = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
    const model = MOTORISED[kind];
    const reader = new SupervisedSocialSecurityCardReader({
      openLink: model.link(serialBinding(`${folder}/reader`, { baudRate: model.baudRate }), { address: 0 }),
      authority: keys === null ? null : new AuthorityClient(`http://127.0.0.1:${keys.info['port']}`),
      bankNumber: false,
      takeCardMs,
      clock: () => TODAY_MS,
      logger,
    });
    const pad = createPinPad({
      openLink: szztLink(serialBinding(`${folder}/pad`, { baudRate: 9600 })),
      logger,
    });
    const bench = new Bench(fake, fakePad, keys, reader, pad, log, folder);
    reader.start();
    pad.start();
    return bench;
  }

  async stop(): Promise<void> {
    await Promise.all([this.reader.stop(), this.pad.stop()]);
    await Promise.all([this.fake.stop(), this.fakePad.stop(), this.authority?.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  insert(card: string, orientation: 'right' | 'upsideDown' = 'right'): Promise<unknown> {
    return this.fake.call('PUT /card', { card, orientation });
  }
  take(): Promise<unknown> {
    return this.fake.call('DELETE /card');
  }
  power(on: boolean): Promise<unknown> {
    return this.fake.call('PUT /power', { on });
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  keys(...keys: string[]): Promise<unknown> {
    return this.fakePad.call('PUT /keys', { keys });
  }
  state(): Promise<Record<string, unknown>> {
    return this.fake.call('GET /state');
  }
  padIsOpen(): Promise<void> {
    return eventually(
      async () => (await this.fakePad.call<{ keyboardOpen: boolean }>('GET /state')).keyboardOpen,
    );
  }

  online(): Promise<void> {
    return eventually(() => this.reader.status.device === 'online' && this.pad.status.device === 'online');
  }

  media(media: SocialSecurityCardReaderStatus['media']): Promise<void> {
    return eventually(() => this.reader.status.media === media);
  }

  /** Starts a read and notes what it tells the citizen. */
  read(): PendingRead {
    const told: string[] = [];
    const abort = new AbortController();
    const outcome = this.reader.read(
      { insertCard: () => told.push('insertCard'), mediaInserted: () => told.push('mediaInserted') },
      abort.signal,
    );
    return { told, outcome, cancel: () => abort.abort(), invited: () => eventually(() => told.length > 0) };
  }

  /** A card is let in and read; it stays in. */
  async holding(card: string): Promise<SocialSecurityCard> {
    await this.online();
    const read = this.read();
    await read.invited();
    await this.insert(card);
    const outcome = await read.outcome;
    if (!outcome.ok) throw new Error(`the card ${card} was not read: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  }

  verifyPin(): PendingPin {
    const told: string[] = [];
    const abort = new AbortController();
    const outcome = this.reader.verifyPin(
      this.pad,
      {
        entryRequested: (triesLeft, wrong) => told.push(`${wrong ? 'wrong, ' : ''}${triesLeft} left`),
        keyPressed: (digits) => told.push(`${digits} digits`),
      },
      abort.signal,
    );
    return { told, outcome, cancel: () => abort.abort() };
  }
}

interface PendingRead {
  readonly told: string[];
  readonly outcome: Promise<Result<SocialSecurityCard, SocialSecurityCardReadFailure>>;
  cancel(): void;
  invited(): Promise<void>;
}

interface PendingPin {
  readonly told: string[];
  readonly outcome: Promise<Result<SocialSecurityCard, PinFailure>>;
  cancel(): void;
}

export const refusal = (errorCode: string) => ({ ok: false, error: { type: 'commandErrorCode', errorCode } });
