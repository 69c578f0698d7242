import type { SpeechLanguage } from '#shared/protocol/speech.ts';
import { createLogger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { openSpeech } from '../devices/open-speech.ts';
import type { Speech } from '../devices/speech-contract.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { settled } from './settled.ts';

const VOLUME = 6;

/** What is said where no text is given. */
const SAMPLES: readonly (readonly [language: SpeechLanguage, text: string])[] = [
  ['zh-Hans', '您好，请把身份证放在读卡区。'],
  ['en', 'Please lay your identity card on the reader.'],
];

/** Says a text, or a sample of two languages: voice, sound card and loudspeaker without the rest. */
export async function say(config: DaemonConfiguration, text: string | undefined): Promise<ExitCode> {
  if (config.speech === undefined) {
    console.error('this kiosk has no [speech]');
    return EXIT.ill;
  }
  const speech = openSpeech(config.speech, createLogger('error'));
  const state = await settled(
    (onChange) => speech.on('statusChanged', ({ device }) => onChange(device)),
    () => speech.start(),
  );
  const texts: typeof SAMPLES = text === undefined ? SAMPLES : [['zh-Hans', text]];
  const well = state === 'online' && (await sayAll(speech, texts));
  await speech.stop();
  if (state !== 'online') console.error(`speech is ${state}; doctor says what to do`);
  return well ? EXIT.well : EXIT.ill;
}

async function sayAll(speech: Speech, texts: typeof SAMPLES): Promise<boolean> {
  let well = true;
  for (const [language, text] of texts) {
    const utterance = { language, text, private: false, volume: VOLUME, ratePercent: 100 } as const;
    const said = await speech.say(utterance, new AbortController().signal);
    const words = said.ok ? 'said' : 'errorCode' in said.error ? said.error.errorCode : said.error.type;
    console.log(`${language}: ${words}`);
    well &&= said.ok;
  }
  return well;
}
