import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { CodeScanner, ScanFailure } from '#device-daemon/devices/code-scanner-contract.ts';
import { openCodeScanner } from '#device-daemon/devices/open-code-scanner.ts';
import type { CodeScannerStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

/** The real device of the daemon on the real fake, and a record of all it says. */
export class Bench {
  readonly statuses: CodeScannerStatus[] = [];
  readonly log: { level: string; event: string; fields: Record<string, unknown> }[];
  readonly #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    readonly scanner: CodeScanner,
    folder: string,
    log: Bench['log'],
  ) {
    this.#folder = folder;
    this.log = log;
    scanner.on('statusChanged', (status) => this.statuses.push(status));
  }

  static async start(fakeArgs: readonly string[] = []): Promise<Bench> {
    await buildFake('code-scanner');
    const folder = await mkdtemp(`${tmpdir()}/code-scanner-`);
    const path = `${folder}/scanner`;
    const fake = await FakeDevice.start('code-scanner', ['--link', path, ...fakeArgs]);
    const log: Bench['log'] = [];
    const note =
      (level: string) =>
      (event: string, fields: Record<string, unknown> = {}) =>
        log.push({ level, event, fields });
    const scanner = openCodeScanner(
      { transport: 'serial', path, baudRate: 9600 },
      { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    );
    const bench = new Bench(fake, scanner, folder, log);
    scanner.start();
    return bench;
  }

  async stop(): Promise<void> {
    await this.scanner.stop();
    await this.fake.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Until the last byte is on the wire. */
  show(code: string): Promise<unknown> {
    return this.fake.call('PUT /code', { code });
  }
  power(on: boolean): Promise<unknown> {
    return this.fake.call('PUT /power', { on });
  }
  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.fake.call('PUT /faults', faults);
  }

  scan(): PendingScan {
    const abort = new AbortController();
    const scan: PendingScan = {
      settled: false,
      cancel: () => abort.abort(),
      outcome: this.scanner.scan(abort.signal).then((outcome) => {
        scan.settled = true;
        return outcome;
      }),
    };
    return scan;
  }

  online(): Promise<void> {
    return eventually(() => this.scanner.status.device === 'online');
  }
}

export interface PendingScan {
  settled: boolean;
  readonly outcome: Promise<Result<string, ScanFailure>>;
  cancel(): void;
}
