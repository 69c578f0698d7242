import * as v from 'valibot';
import { SpeechLanguage } from '#shared/protocol/speech.ts';
import { clipFile } from '../drivers/speech/clips.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Which file in `clipsFolder` is played for a text. */
export function speechKey(language: string, text: string): ExitCode {
  const known = v.safeParse(SpeechLanguage, language);
  if (!known.success) {
    console.error(`kiosk: "${language}" is none of ${SpeechLanguage.options.join(', ')}`);
    return EXIT.refused;
  }
  console.log(clipFile(known.output, text));
  return EXIT.well;
}
