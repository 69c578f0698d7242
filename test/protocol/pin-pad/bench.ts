import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { DaemonConfiguration } from '#device-daemon/config/schema.ts';
import { openPinPad } from '#device-daemon/devices/open-pin-pad.ts';
import type { EnteredPin, PinEntryFailure, PinPad } from '#device-daemon/devices/pin-pad-contract.ts';
import type { PinPadStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

interface Line {
  level: string;
  event: string;
  fields: Record<string, unknown>;
}

/** The real device of the daemon on the real fake, and a record of all it says. */
export class Bench {
  readonly statuses: PinPadStatus[] = [];
  readonly log: Line[];
  readonly #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    readonly pad: PinPad,
    folder: string,
    log: Line[],
  ) {
    this.#folder = folder;
    this.log = log;
    pad.on('statusChanged', (status) => this.statuses.push(status));
  }

  /** A pad on a port. @param before what happens to the fake before the daemon comes */
  static async serial(before?: (fake: FakeDevice) => Promise<unknown>): Promise<Bench> {
    await buildFake('pin-pad');
    const folder = await mkdtemp(`${tmpdir()}/pin-pad-`);
    const path = `${folder}/pad`;
    const fake = await FakeDevice.start('pin-pad', ['--link', path, '--boot-ms', '0']);
    await before?.(fake);
    return Bench.#start(fake, { kind: 'serial', path, baudRate: 9600 }, folder);
  }

  /** A dialog of the kiosk's shell. */
  static async dialog(before?: (fake: FakeDevice) => Promise<unknown>): Promise<Bench> {
    await buildFake('pinentry');
    const folder = await mkdtemp(`${tmpdir()}/pinentry-`);
    const program = `${folder}/pinentry`;
    const fake = await FakeDevice.start('pinentry', ['--program', program]);
    await before?.(fake);
    return Bench.#start(fake, { kind: 'dialog', program }, folder);
  }

  static #start(fake: FakeDevice, config: DaemonConfiguration['pinPad'], folder: string): Bench {
    const log: Line[] = [];
    const note =
      (level: string) =>
      (event: string, fields: Record<string, unknown> = {}) =>
        log.push({ level, event, fields });
    const pad = openPinPad(config, {
      debug: note('debug'),
      info: note('info'),
      warn: note('warn'),
      error: note('error'),
    });
    const bench = new Bench(fake, pad, folder, log);
    pad.start();
    return bench;
  }

  async stop(): Promise<void> {
    await this.pad.stop();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  press(...keys: string[]): Promise<unknown> {
    return this.fake.call('PUT /keys', { keys });
  }
  power(on: boolean): Promise<unknown> {
    return this.fake.call('PUT /power', { on });
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  state<T = FakeState>(): Promise<T> {
    return this.fake.call<T>('GET /state');
  }

  /** Starts an entry and notes the counts that the page learns. */
  enter(): PendingEntry {
    const counts: number[] = [];
    const abort = new AbortController();
    const outcome = this.pad.enterPin({ keyPressed: (count) => counts.push(count) }, abort.signal);
    return { counts, outcome, cancel: () => abort.abort() };
  }

  online(): Promise<void> {
    return eventually(() => this.pad.status.device === 'online');
  }

  /** Keys are heard from now on. */
  keyboardOpen(open = true): Promise<void> {
    return eventually(async () => (await this.state()).keyboardOpen === open);
  }

  dialogOpen(open = true): Promise<void> {
    return eventually(async () => (await this.state<DialogState>()).open === open);
  }
}

export interface FakeState {
  keyboardOpen: boolean;
  keysSent: number;
  keysDropped: number;
  entries: number;
  tone: boolean;
  requests: Record<string, number>;
}

export interface DialogState {
  there: boolean;
  runs: number;
  running: boolean;
  open: boolean;
  labels: Record<string, string>;
  commands: string[];
}

export interface PendingEntry {
  readonly counts: number[];
  readonly outcome: Promise<Result<EnteredPin, PinEntryFailure>>;
  cancel(): void;
}

/** What was entered, as text; overwritten, as everybody who gets a PIN does. */
export function pinOf(outcome: Result<EnteredPin, PinEntryFailure>): string {
  if (!outcome.ok) throw new Error(`no PIN: ${outcome.error}`);
  const text = [...outcome.value.digits].join('');
  const { digits } = outcome.value;
  outcome.value.clear();
  if (digits.some((digit) => digit !== 0)) throw new Error('the digits were not overwritten');
  return text;
}
