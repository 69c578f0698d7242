import { assertNever } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import { inputDeviceBinding } from '../bindings/input-device.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { headphoneJackLink } from '../drivers/headphone-jack/driver.ts';
import { speechLink } from '../drivers/speech/driver.ts';
import { espeakNg } from '../drivers/speech/espeak-ng.ts';
import { programEngine } from '../drivers/speech/program-engine.ts';
import type { VoiceEngine } from '../drivers/speech/voice-engine.ts';
import { FixedHeadphones, type HeadphoneJack, SwitchedHeadphones } from './headphone-jack.ts';
import { createSpeech } from './speech.ts';
import type { Speech } from './speech-contract.ts';
import { NoSpeech } from './speech-none.ts';

type SpeechTable = NonNullable<DaemonConfiguration['speech']>;

/** The voice that the configuration names. */
export function openSpeech(config: DaemonConfiguration['speech'], logger: Logger): Speech {
  if (config === undefined) return new NoSpeech();
  return createSpeech({
    openLink: speechLink({
      engine: engineOf(config.engine),
      player: config.player,
      clipsFolder: config.clipsFolder ?? null,
      onUnusableClip: (file) => logger.warn('speech clip not usable', { file }),
    }),
    headphones: headphonesOf(config.headphones, logger),
    logger,
  });
}

function engineOf(engine: SpeechTable['engine']): VoiceEngine {
  switch (engine.kind) {
    case 'espeak-ng':
      return espeakNg(engine.program);
    case 'program':
      return programEngine(engine.program, engine.args, engine.languages);
    default:
      return assertNever(engine);
  }
}

function headphonesOf(headphones: string, logger: Logger): HeadphoneJack {
  switch (headphones) {
    case 'always':
      return new FixedHeadphones(true);
    case 'never':
      return new FixedHeadphones(false);
    default:
      return new SwitchedHeadphones(headphoneJackLink(inputDeviceBinding(headphones)), logger);
  }
}
