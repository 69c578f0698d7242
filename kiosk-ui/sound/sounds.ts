import { SPEECH_VOLUME_MAX } from '#shared/protocol/speech.ts';
import type { ScreenModel } from '../machines/screen-model.ts';

export type Sound = 'press' | 'readOk' | 'attention' | 'error';

interface Note {
  readonly hz: number;
  readonly ms: number;
}

/** Each has its twin for the eye: the pressed button, the next screen, the question, the message. */
const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  press: [{ hz: 1_400, ms: 8 }],
  readOk: [
    { hz: 660, ms: 90 },
    { hz: 880, ms: 140 },
  ],
  attention: [
    { hz: 740, ms: 140 },
    { hz: 740, ms: 140 },
  ],
  error: [{ hz: 220, ms: 260 }],
};

const LOUDEST = 0.5;
const DB_PER_STEP = 6;
const EDGE_MS = 3;
const GAP_MS = 60;

const PROBLEMS: readonly ScreenModel['content']['id'][] = [
  'cardProblem',
  'printFailed',
  'recordsUnavailable',
];

/** What is heard when the screen becomes another one; null: nothing. */
export function soundOf(before: ScreenModel, now: ScreenModel): Sound | null {
  const [was, is] = [before.content, now.content];
  if (before.stillThere === null && now.stillThere !== null) return 'attention';
  if (is.id !== was.id) {
    if (PROBLEMS.includes(is.id)) return 'error';
    if (is.id === 'takePaper' || is.id === 'takeCard' || is.id === 'cardRetained') return 'attention';
    return before.holder === null && now.holder !== null ? 'readOk' : null;
  }
  if (is.id === 'takePaper' && was.id === 'takePaper' && is.reminders > was.reminders) return 'attention';
  if (is.id === 'takeCard' && was.id === 'takeCard' && is.reminders > was.reminders) return 'attention';
  if (is.id === 'printing' && was.id === 'printing' && is.obstacle !== null && was.obstacle === null)
    return 'attention';
  if (is.id === 'pinEntry' && was.id === 'pinEntry' && is.wrong && !was.wrong) return 'error';
  return null;
}

let context: AudioContext | null = null;

/** Made, not recorded. A kiosk without a sound card stays silent. */
export function play(sound: Sound, volume: number): void {
  if (volume === 0) return;
  context ??= new AudioContext();
  // Only a browser that was not started for a kiosk refuses; the sound's twin for the eye is there.
  context.resume().catch(() => undefined);
  const gain = LOUDEST * 10 ** (((volume - SPEECH_VOLUME_MAX) * DB_PER_STEP) / 20);
  let start = context.currentTime;
  for (const { hz, ms } of NOTES[sound]) {
    const end = start + ms / 1_000;
    const edge = EDGE_MS / 1_000;
    const tone = new OscillatorNode(context, { frequency: hz });
    const level = new GainNode(context, { gain: 0 });
    level.gain.setValueAtTime(0, start);
    level.gain.linearRampToValueAtTime(gain, start + edge);
    level.gain.setValueAtTime(gain, end - edge);
    level.gain.linearRampToValueAtTime(0, end);
    tone.connect(level).connect(context.destination);
    tone.start(start);
    tone.stop(end);
    start = end + GAP_MS / 1_000;
  }
}
