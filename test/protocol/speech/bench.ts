import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as v from 'valibot';
import { SpeechTable } from '#device-daemon/config/speech-table.ts';
import { openSpeech } from '#device-daemon/devices/open-speech.ts';
import type { SayFailure, Speech } from '#device-daemon/devices/speech-contract.ts';
import type { Utterance } from '#shared/protocol/speech.ts';
import type { SpeechStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import { type Spoken, spokenSoFar } from '#test/fakes/bench/spoken.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { eventually } from '#test/protocol/eventually.ts';

export interface BenchOptions {
  /** Instead of the switch of a jack. */
  readonly headphones?: 'always' | 'never';
  readonly languages?: readonly Utterance['language'][];
  /** What happens to the fakes before the daemon comes. */
  readonly before?: (bench: Pick<Bench, 'engine' | 'soundCard' | 'jack'>) => Promise<unknown>;
  readonly jackArgs?: readonly string[];
}

/** The daemon's real device on fake programs and a fake jack, and a record of all it says. */
export class Bench {
  readonly statuses: SpeechStatus[] = [];

  private constructor(
    readonly engine: FakeDevice,
    readonly soundCard: FakeDevice,
    readonly jack: FakeDevice,
    readonly speech: Speech,
    readonly folder: string,
    readonly log: { level: string; event: string; fields: Record<string, unknown> }[],
  ) {
    speech.on('statusChanged', (status) => this.statuses.push(status));
  }

  static async start(options: BenchOptions = {}): Promise<Bench> {
    for (const fake of ['speech-engine', 'sound-card', 'headphone-jack']) await buildFake(fake);
    const folder = await mkdtemp(`${tmpdir()}/speech-`);
    await mkdir(`${folder}/clips`);
    const [program, player, switchOfJack] = ['engine', 'player', 'jack'].map((name) => `${folder}/${name}`);
    const [engine, soundCard, jack] = await Promise.all([
      FakeDevice.start('speech-engine', ['--program', program ?? '']),
      FakeDevice.start('sound-card', ['--program', player ?? '']),
      FakeDevice.start('headphone-jack', ['--link', switchOfJack ?? '', ...(options.jackArgs ?? [])]),
    ]);
    await options.before?.({ engine, soundCard, jack });
    const config = v.parse(SpeechTable, {
      engine: { kind: 'program', program, languages: options.languages ?? ['zh-Hans', 'en'] },
      clipsFolder: `${folder}/clips`,
      player: { program: player },
      headphones: options.headphones ?? switchOfJack,
    });
    const log: Bench['log'] = [];
    const note =
      (level: string) =>
      (event: string, fields: Record<string, unknown> = {}) =>
        log.push({ level, event, fields });
    const speech = openSpeech(config, {
      debug: note('debug'),
      info: note('info'),
      warn: note('warn'),
      error: note('error'),
    });
    const bench = new Bench(engine, soundCard, jack, speech, folder, log);
    speech.start();
    return bench;
  }

  async stop(): Promise<void> {
    await this.speech.stop();
    await Promise.all([this.engine.stop(), this.soundCard.stop(), this.jack.stop()]);
    await rm(this.folder, { recursive: true, force: true });
  }

  say(text: string, more: Partial<Utterance> = {}): PendingSay {
    const abort = new AbortController();
    const utterance: Utterance = {
      language: 'zh-Hans',
      text,
      private: false,
      volume: 10,
      ratePercent: 100,
      ...more,
    };
    const say: PendingSay = {
      settled: false,
      cancel: () => abort.abort(),
      outcome: this.speech.say(utterance, abort.signal).then((outcome) => {
        say.settled = true;
        return outcome;
      }),
    };
    return say;
  }

  /** What came out, sentence by sentence. */
  spoken(): Promise<Spoken[]> {
    return spokenSoFar(this);
  }

  /** Sentences of ten characters sound so long. */
  slowly(): Promise<unknown> {
    return this.engine.call('PUT /length', { msPerCharacter: 100 });
  }

  async plug(plugged: boolean): Promise<void> {
    await this.jack.call('PUT /jack', { plugged });
    if (this.speech.status.device === 'online')
      await eventually(() => this.speech.status.output === (plugged ? 'headphones' : 'loudspeaker'));
  }

  online(): Promise<void> {
    return eventually(() => this.speech.status.device === 'online');
  }

  /** Something comes out right now. */
  sounding(): Promise<void> {
    return eventually(
      async () =>
        (await this.soundCard.call<{ playing: number }>('GET /state')).playing === 1 &&
        (await this.spoken()).length > 0,
    );
  }

  /** No program of ours runs any more, at either end. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const [{ running }, { playing }] = await Promise.all([
        this.engine.call<{ running: number }>('GET /state'),
        this.soundCard.call<{ playing: number }>('GET /state'),
      ]);
      return running === 0 && playing === 0;
    });
  }
}

export interface PendingSay {
  settled: boolean;
  readonly outcome: Promise<Result<void, SayFailure>>;
  cancel(): void;
}

export const SAID = { ok: true, value: undefined };
export const CANCELED = { ok: false, error: { type: 'canceled' } };
export const failed = (errorCode: string) => ({ ok: false, error: { type: 'commandErrorCode', errorCode } });
