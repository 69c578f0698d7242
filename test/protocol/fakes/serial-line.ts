import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';

/** A fake reader on a serial line, talked to in raw bytes, without anything of the daemon's above the port itself. */
export class SerialFake {
  readonly #link: string;
  readonly #folder: string;

  private constructor(
    readonly fake: FakeDevice,
    folder: string,
    link: string,
  ) {
    this.#folder = folder;
    this.#link = link;
  }

  static async start(...args: readonly string[]): Promise<SerialFake> {
    await buildFake('identity-card-reader');
    const folder = await mkdtemp(`${tmpdir()}/fake-reader-`);
    const link = `${folder}/reader`;
    const fake = await FakeDevice.start('identity-card-reader', [
      '--link',
      link,
      '--boot-ms',
      '0',
      '--work-factor',
      '0',
      ...args,
    ]);
    return new SerialFake(fake, folder, link);
  }

  async stop(): Promise<void> {
    await this.fake.stop();
    await rm(this.#folder, { recursive: true });
  }

  /** Opens the port for a while. */
  async at<T>(baudRate: number, talk: (line: SerialLine) => Promise<T>): Promise<T> {
    const line = new SerialLine();
    const opened = await serialBinding(this.#link, { baudRate })({
      data: (bytes) => line.receive(bytes),
      lost: () => undefined,
    });
    if (!opened.ok) throw new Error(opened.error);
    line.write = (bytes) => opened.value.write(bytes);
    try {
      return await talk(line);
    } finally {
      await opened.value.close();
    }
  }
}

export class SerialLine {
  write: (bytes: Uint8Array) => void = () => undefined;
  #received = Buffer.alloc(0);

  receive(bytes: Uint8Array): void {
    this.#received = Buffer.concat([this.#received, bytes]);
  }

  /** Sends, and gives as many bytes as come until there are so many, or until nobody answers any more. */
  async ask(hex: string, expectedBytes: number): Promise<string> {
    this.#received = Buffer.alloc(0);
    this.write(Buffer.from(hex, 'hex'));
    const deadline = performance.now() + (expectedBytes === 0 ? SILENCE_MS : PATIENCE_MS);
    while (performance.now() < deadline && (expectedBytes === 0 || this.#received.length < expectedBytes)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.#received.toString('hex');
  }
}

const SILENCE_MS = 150;
const PATIENCE_MS = 8000;
