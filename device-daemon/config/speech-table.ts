import * as v from 'valibot';
import { choicesKey, formKey, textKey, wordsKey } from '#shared/config/keys.ts';
import { SpeechLanguage } from '#shared/protocol/speech.ts';

const PROGRAM = 'a path, or a name that is found on PATH';
const ARGS = 'a list of texts';

/** `[speech]`: a voice for those who do not see the screen. */
export const SpeechTable = v.optional(
  v.strictObject({
    engine: v.optional(
      v.variant('kind', [
        v.strictObject({
          kind: formKey('espeak-ng: Mandarin and English, and plainly a machine.', 'espeak-ng'),
          program: v.optional(textKey('Where espeak-ng is.', PROGRAM), 'espeak-ng'),
        }),
        v.strictObject({
          kind: formKey(
            'Another voice behind a program of yours; docs/devices.md has its protocol.',
            'program',
          ),
          program: textKey('The program; one process a sentence.', PROGRAM),
          args: v.optional(wordsKey('Its arguments. No text is ever among them.', ARGS), []),
          languages: choicesKey('What it has a voice for.', SpeechLanguage.options),
        }),
      ]),
      { kind: 'espeak-ng' },
    ),
    clipsFolder: v.optional(
      textKey(
        'Sentences that somebody has recorded; said instead of the engine’s. `npx kiosk speech-key` tells the name of a file.',
        'a folder',
      ),
    ),
    player: v.optional(
      v.strictObject({
        program: v.optional(textKey('Plays the WAV file on its standard input.', PROGRAM), 'aplay'),
        args: v.optional(wordsKey('Its arguments.', ARGS), ['-q', '-']),
      }),
      {},
    ),
    headphones: v.optional(
      textKey(
        'What is personal is said into headphones only. "always": sound comes out of a headphone jack and nowhere else; ' +
          '"never": out of a loudspeaker; or the input device of the jack’s switch, which tells.',
        '"always", "never" or a path such as "/dev/kiosk-headphones"',
        /^(always|never|\/.+)$/,
      ),
      'never',
    ),
  }),
);
