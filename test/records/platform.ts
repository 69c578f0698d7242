import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { FakeDevice } from '#test/fakes/fake-client.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NAME = 'electronic-card-platform';

/** What `PUT /faults` takes. */
export interface PlatformFaults {
  readonly down?: boolean;
  readonly slow?: boolean;
  readonly garbage?: boolean;
  readonly refuseAll?: boolean;
}

/** The platform of electronic cards, as a process of its own that listens on a free port. */
export class Platform {
  private constructor(
    private readonly device: FakeDevice,
    private readonly folder: string,
  ) {}

  /** Built from its sources as scripts/build.mjs builds all programs, but into a folder of this test alone. */
  static async start(): Promise<Platform> {
    const folder = await mkdtemp(join(tmpdir(), 'platform-'));
    const bundle = await rolldown({
      cwd: root,
      input: { [NAME]: `test/fakes/${NAME}/main.ts` },
      platform: 'node',
      tsconfig: false,
      logLevel: 'warn',
    });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
    await bundle.close();
    return new Platform(await FakeDevice.start(NAME, ['--port', '0'], folder), folder);
  }

  get url(): string {
    return String(this.device.info['url']);
  }

  /** What the phone of this citizen shows now. */
  async codeOf(citizen: string): Promise<string> {
    return (await this.device.call<{ code: string }>(`GET /code/${citizen}`)).code;
  }

  /** How often it was asked about a code, and as whom. */
  async asked(): Promise<{ checks: number; channel: string | null }> {
    const { checks, channel } = await this.device.call<{ checks: number; channel: string | null }>(
      'GET /state',
    );
    return { checks, channel };
  }

  async setFaults(faults: PlatformFaults): Promise<void> {
    await this.device.call('PUT /faults', faults);
  }

  async stop(): Promise<void> {
    await this.device.stop();
    await rm(this.folder, { recursive: true });
  }
}
