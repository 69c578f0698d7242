import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Cluster, startCluster } from '#test/records/postgresql-cluster.ts';
import { portsFrom, type Readers, type Stack, startStack } from '../../scripts/stack.mjs';

const CHROMIUM = '/usr/bin/chromium';
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1366, height: 768 },
} as const;
export type Size = keyof typeof SIZES;

/** A sentence that sounded. */
export interface Heard {
  readonly text: string;
  readonly language: string;
  readonly output: 'headphones' | 'loudspeaker';
  readonly atMs: number;
  readonly ms: number;
  readonly complete: boolean;
  readonly playedMs: number;
}

/** Between a key and its first word lies less; and two keys so far apart are not one strike. */
const QUIET_MS = 550;

/**
 * A hall with one kiosk: the whole product with its records in a real PostgreSQL, fake devices, and a real browser.
 * One for each test file, on ports of its own.
 */
export class Hall {
  private constructor(
    readonly stack: Stack,
    readonly database: pg.Client,
    private readonly browser: Browser,
    private readonly cluster: Cluster,
  ) {}

  static async open(firstPort: number, readers: Readers = {}): Promise<Hall> {
    if (!existsSync(CHROMIUM))
      throw new Error(`the journeys need Debian's Chromium at ${CHROMIUM}; npm test installs it`);
    const cluster = await startCluster();
    const url = await cluster.createDatabase();
    const stack = await startStack({
      folder: await mkdtemp(join(tmpdir(), 'kiosk-journey-')),
      ports: portsFrom(firstPort),
      readers,
      recordsDatabase: `kind = "postgresql"\nurl = ${JSON.stringify(url)}`,
    });
    const database = new pg.Client(url);
    await database.connect();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
    return new Hall(stack, database, browser, cluster);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.database.end();
    await this.stack.stop();
    await this.cluster.stop();
    await rm(this.stack.folder, { recursive: true });
  }

  /** Somebody at the device bench. */
  async bench<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(new URL(path, this.stack.benchUrl), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  layCard(card: string) {
    return this.bench('PUT', '/identity-card-reader/card', { card });
  }

  /** Puts a card to the slot and pushes until the shutter opens, as a person does. */
  async insertCard(card: string) {
    await this.until(async () => {
      const answer = await fetch(new URL('/social-security-card-reader/card', this.stack.benchUrl), {
        method: 'PUT',
        body: JSON.stringify({ card }),
      });
      if (!answer.ok && answer.status !== 409) throw new Error(`${card}: ${await answer.text()}`);
      return answer.ok;
    });
  }

  /** Takes the social-security card out of the slot, or off its reader. */
  takeCard() {
    return this.bench('DELETE', '/social-security-card-reader/card');
  }

  /** Types on the PIN pad as soon as it is open. */
  async typePin(...keys: string[]) {
    await this.until(
      async () => (await this.bench<{ keyboardOpen: boolean }>('GET', '/pin-pad/state')).keyboardOpen,
    );
    await this.bench('PUT', '/pin-pad/keys', { keys });
  }

  /** Somebody holds their telephone before the scanner, with the code of their electronic card as it is now. */
  async scanElectronicCard(citizen: string) {
    const { code } = await this.bench<{ code: string }>('GET', `/electronic-card-platform/code/${citizen}`);
    await this.bench('PUT', '/code-scanner/code', { code });
  }

  async health() {
    return (await (await fetch(new URL('/health', this.stack.kioskUrl))).json()) as {
      devices: Record<string, { device: string; media?: string }>;
    };
  }

  async until(condition: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The reader of social-security cards is there and holds nothing. */
  async emptySocialSecurityCardReader(): Promise<void> {
    await this.until(async () => {
      const { device, media } = (await this.health()).devices['socialSecurityCardReader'] ?? {};
      if (media === 'notPresent' && device === 'online') return true;
      // What stands in the slot can be taken; what is inside is ejected by the kiosk first.
      if (media === 'entering' || media === 'present') await this.takeCard().catch(() => undefined);
      return false;
    });
  }

  liftCard() {
    return this.bench('DELETE', '/identity-card-reader/card');
  }

  plugHeadphones(plugged: boolean) {
    return this.bench('PUT', '/headphones', { plugged });
  }

  /** Everything that came out of headphones or loudspeaker since the last time it was forgotten. */
  heard(): Promise<Heard[]> {
    return this.bench('GET', '/speech');
  }

  printed() {
    return this.bench<{ n: number; taken: boolean; complete: boolean; pages: number }[]>(
      'GET',
      '/printer/output',
    );
  }

  /** The words on the last sheet that came out, as a reader of PDFs finds them. */
  async lastPaper(): Promise<string[]> {
    const n = (await this.printed()).at(-1)?.n;
    const pdf = await (await fetch(new URL(`/printer/output/${n}`, this.stack.benchUrl))).arrayBuffer();
    const file = join(this.stack.folder, `paper-${n}.pdf`);
    await writeFile(file, Buffer.from(pdf));
    const { stdout, status, error } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
    if (error !== undefined || status !== 0) throw error ?? new Error(`pdftotext ended with ${status}`);
    return stdout.split('\n').map((line) => line.trim());
  }

  /** A kiosk's screen, freshly started. `clock`: its time can be moved on. */
  async screen(size: Size, { clock = false } = {}): Promise<Screen> {
    const context = await this.browser.newContext({ viewport: SIZES[size], hasTouch: true, locale: 'zh-CN' });
    const page = await context.newPage();
    const screen = new Screen(context, page);
    if (clock) await page.clock.install();
    await page.goto(this.stack.kioskUrl);
    await screen.shows('attract');
    return screen;
  }

  /** Empty reader, full printer, every cable in. */
  async tidy(): Promise<void> {
    for (const [device, state] of Object.entries(await this.bench<object>('GET', '/state'))) {
      // A card behind a PC/SC service has no cable of its own to plug.
      if ('power' in state) await this.bench('PUT', `/${device}/power`, { on: true });
      if ('faults' in state) await this.bench('PUT', `/${device}/faults`, {});
    }
    await this.bench('PUT', '/printer/power', { on: true });
    await this.bench('PUT', '/printer/state', {
      paper: 'full',
      toner: 'full',
      cover: 'closed',
      speedMsPerPage: 300,
    });
    await this.liftCard();
    await this.emptySocialSecurityCardReader();
    for (const { n, taken } of await this.printed())
      if (!taken) await this.bench('DELETE', `/printer/output/${n}`);
    await this.stack.waitUntilReady();
  }
}

/** What a person sees and touches. */
export class Screen {
  /** Anything the browser complained of. */
  readonly complaints: string[] = [];
  /** Sentences that the kiosk is saying. */
  readonly #saying = new Set<number>();

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.#noteSpeech(payload));
      socket.on('framereceived', ({ payload }) => this.#noteSpeech(payload));
      socket.on('close', () => this.#saying.clear());
    });
    page.on('console', (message) => {
      if (
        message.type() === 'error' &&
        !/WebSocket connection|Failed to load resource/.test(message.text())
      ) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Every sentence that the kiosk has begun. */
  readonly said: { readonly text: string; readonly private: boolean }[] = [];

  /** Waits until the kiosk has said all that it had to say. */
  async saidAll(): Promise<void> {
    for (let quietMs = 0; quietMs < QUIET_MS; quietMs += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (this.#saying.size > 0) quietMs = 0;
    }
  }

  #noteSpeech(frame: string | Buffer): void {
    const { header, payload } = JSON.parse(String(frame)) as {
      header: { type: string; name?: string; requestId: number; status?: string };
      payload: { text: string; private: boolean };
    };
    if (header.name !== 'Speech.Say') return;
    if (header.type === 'command') {
      this.said.push(payload);
      this.#saying.add(header.requestId);
    }
    if (header.type === 'completion' || header.status !== undefined) this.#saying.delete(header.requestId);
  }

  shows(screen: string, timeout = 15_000): Promise<void> {
    return this.page.locator(`[data-screen="${screen}"]`).waitFor({ timeout });
  }

  touch(action: string): Promise<void> {
    return this.page.locator(`[data-action="${action}"]`).first().tap();
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.textContent ?? '');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** A hall for a test file, opened before its tests and closed after them. */
export function useHall(firstPort: number, readers?: Readers): () => Hall {
  let hall: Hall | undefined;
  beforeAll(async () => {
    hall = await Hall.open(firstPort, readers);
  });
  afterAll(async () => hall?.close());
  return () => {
    if (hall === undefined) throw new Error('the hall is not open');
    return hall;
  };
}
