import type { FakeDevice } from '../fake-client.ts';

/** Something that came out of the loudspeaker or the headphones. */
export interface Spoken {
  readonly text: string;
  readonly language: string;
  readonly ratePercent: number;
  /** Where it was heard, as the jack stood when it began. */
  readonly output: 'headphones' | 'loudspeaker';
  readonly atMs: number;
  readonly ms: number;
  readonly decibel: number;
  /** False while it plays, and when it was cut off after `playedMs`. */
  readonly complete: boolean;
  readonly playedMs: number;
}

interface Said {
  readonly text: string;
  readonly language: string;
  readonly ratePercent: number;
  readonly mark: number;
  readonly atMs: number;
}
type Heard = Omit<Spoken, 'text' | 'language' | 'ratePercent' | 'output'> & { readonly mark: number | null };

export interface SpeechFakes {
  readonly engine: FakeDevice;
  readonly soundCard: FakeDevice;
  readonly jack: FakeDevice;
}

/** Sentence by sentence: what the engine made, if the sound card played it. The pitch of a sound says which one it is. */
export async function spokenSoFar({ engine, soundCard, jack }: SpeechFakes): Promise<Spoken[]> {
  const [said, heard, changes] = await Promise.all([
    engine.call<Said[]>('GET /said'),
    soundCard.call<Heard[]>('GET /heard'),
    jack.call<{ plugged: boolean; atMs: number }[]>('GET /changes'),
  ]);
  return heard.flatMap(({ mark, ...sound }) => {
    const sentence = said.findLast((one) => one.mark === mark && one.atMs <= sound.atMs);
    if (sentence === undefined) return [];
    const { text, language, ratePercent } = sentence;
    const plugged = changes.findLast(({ atMs }) => atMs <= sound.atMs)?.plugged ?? false;
    const output = plugged ? ('headphones' as const) : ('loudspeaker' as const);
    return [{ text, language, ratePercent, output, ...sound }];
  });
}

/** Makes the transcript empty. */
export async function forgetSpoken({ engine, soundCard }: SpeechFakes): Promise<void> {
  await Promise.all([engine.call('DELETE /said'), soundCard.call('DELETE /heard')]);
}
