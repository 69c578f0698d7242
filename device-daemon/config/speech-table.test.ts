import * as v from 'valibot';
import { expect, it } from 'vitest';
import { parseConfiguration } from '#shared/config/parse.ts';
import { SpeechTable } from './speech-table.ts';

const Configuration = v.strictObject({ speech: SpeechTable });
const parsed = (text: string) => parseConfiguration(Configuration, text);

it('an empty table is espeak-ng through aplay, over the loudspeaker', () => {
  expect(parsed('[speech]')).toEqual({
    ok: true,
    value: {
      speech: {
        engine: { kind: 'espeak-ng', program: 'espeak-ng' },
        player: { program: 'aplay', args: ['-q', '-'] },
        headphones: 'never',
      },
    },
  });
});

it('no table is no voice', () => {
  expect(parsed('')).toEqual({ ok: true, value: {} });
});

it.each([
  [
    '[speech]\nheadphones = "sometimes"',
    'speech.headphones: "sometimes" is not allowed; allowed: "always", "never" or a path such as "/dev/kiosk-headphones"',
  ],
  [
    '[speech.engine]\nkind = "program"\nprogram = "/opt/voice"\nlanguages = []',
    'speech.engine.languages: [] is not allowed; allowed: a list of "zh-Hans", "zh-Hant", "en", "ug"',
  ],
  [
    '[speech.engine]\nkind = "cloud"',
    'speech.engine.kind: "cloud" is not allowed; allowed: ("espeak-ng" | "program")',
  ],
  ['[speech.player]\nargs = "-q"', 'speech.player.args: "-q" is not allowed; allowed: a list of texts'],
])('%j is refused', (text, reason) => {
  expect(parsed(text)).toEqual({ ok: false, error: [reason] });
});
