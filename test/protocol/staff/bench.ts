import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { DeskClient } from '#device-daemon/staff/desk-client.ts';
import { StaffDesk } from '#device-daemon/staff/staff-desk.ts';
import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { DeskMessage } from '#shared/staff-desk/messages.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

const TERMINAL = '999999-0001';
/** So that a test need not wait for a minute; the rules themselves are tested without a clock. */
const ALERT_AFTER_MS = 100;

export const WELL: FullStatus = {
  identityCardReader: { device: 'online', media: 'notPresent' },
  socialSecurityCardReader: { device: 'online', media: 'notPresent', retainBin: 'ok' },
  pinPad: { device: 'online' },
  codeScanner: { device: 'online' },
  printer: { device: 'online', paper: 'full', toner: 'full', cover: 'closed', media: 'notPresent' },
  speech: { device: 'noDevice', output: 'none' },
  keypad: { device: 'noDevice' },
  records: { device: 'online' },
};
export const PAPER_OUT: FullStatus = { ...WELL, printer: { ...WELL.printer, paper: 'out' } };

export interface CallOnDesk {
  readonly callId: string;
  readonly reason: StaffCallReason;
  readonly state: 'open' | 'answered' | 'away';
}

/** The real staff part of the daemon and the real fake desk. `restart` is a daemon that was started anew. */
export class Bench {
  answered = 0;
  readonly log: { level: string; event: string }[] = [];
  #staff: StaffDesk | null = null;
  readonly #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    folder: string,
  ) {
    this.#folder = folder;
  }

  static async start({ hasDesk = true } = {}): Promise<Bench> {
    await buildFake('staff-desk');
    const folder = await mkdtemp(`${tmpdir()}/staff-`);
    const bench = new Bench(await FakeDevice.start('staff-desk', []), folder);
    await bench.startDaemon(hasDesk);
    return bench;
  }

  get staff(): StaffDesk {
    if (this.#staff === null) throw new Error('the daemon is not running');
    return this.#staff;
  }

  async startDaemon(hasDesk = true): Promise<void> {
    const note = (level: string) => (event: string) => this.log.push({ level, event });
    this.#staff = new StaffDesk({
      terminalId: TERMINAL,
      desk: hasDesk ? new DeskClient(String(this.fake.info['url'])) : null,
      alertAfterMs: ALERT_AFTER_MS,
      folder: this.#folder,
      clock: Date.now,
      logger: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    });
    this.#staff.on('callAnswered', () => {
      this.answered += 1;
    });
    await this.#staff.start();
  }

  /** As systemd ends it. */
  async stopDaemon(): Promise<void> {
    await this.#staff?.stop();
    this.#staff = null;
  }

  async restart(): Promise<void> {
    await this.stopDaemon();
    await this.startDaemon();
  }

  /** What is left of the file after a sudden death, say. */
  damageMemory(text: string): Promise<void> {
    return writeFile(`${this.#folder}/staff-desk.json`, text);
  }

  async stop(): Promise<void> {
    await this.stopDaemon();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  call(reason: StaffCallReason = 'howToUse', signal = new AbortController().signal) {
    return this.staff.call(reason, signal);
  }
  calls(): Promise<CallOnDesk[]> {
    return this.fake.call('GET /calls');
  }
  answer(callId: string): Promise<unknown> {
    return this.fake.call(`PUT /calls/${callId}`, { state: 'answered' });
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }
  messages(): Promise<DeskMessage[]> {
    return this.fake.call('GET /messages');
  }

  /** What the desk took so far, a word a message. */
  async told(): Promise<string[]> {
    return (await this.messages()).map((message) =>
      message.type === 'alert' ? `${message.state} ${message.trouble}` : message.type,
    );
  }

  async hears(...told: string[]): Promise<void> {
    const wanted = JSON.stringify(told);
    let heard = '';
    await eventually(async () => {
      heard = JSON.stringify(await this.told());
      return heard === wanted;
    }).catch(() => {
      throw new Error(`the desk heard ${heard}, not ${wanted}`);
    });
  }
}
