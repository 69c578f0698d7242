import * as v from 'valibot';

/** Languages of the page, by their BCP 47 tags; a kiosk may have no voice for some of them. */
export const SpeechLanguage = v.picklist(['zh-Hans', 'zh-Hant', 'en', 'ug']);
export type SpeechLanguage = v.InferOutput<typeof SpeechLanguage>;

/** Steps of loudness; each is 6 dB. 0 is silent, 10 is the loudest that the kiosk allows. */
export const SPEECH_VOLUME_MAX = 10;
export const SPEECH_VOLUME_DEFAULT = 6;
/** In percent of the voice's own speed; the pitch stays. */
export const SPEECH_RATES_PERCENT = [50, 75, 100, 125, 150, 200] as const;
export type SpeechRatePercent = (typeof SPEECH_RATES_PERCENT)[number];

/** One thing to say. Written as it is to be read: figures are words already. */
export const Utterance = v.strictObject({
  language: SpeechLanguage,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(600)),
  /** Personal: said into headphones only, never over the loudspeaker. */
  private: v.boolean(),
  volume: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SPEECH_VOLUME_MAX)),
  ratePercent: v.picklist(SPEECH_RATES_PERCENT),
});
export type Utterance = v.InferOutput<typeof Utterance>;

/**
 * `noVoice`: neither a clip nor a voice for that language. `headphonesOff`: it is private and nobody wears headphones.
 * `speechUnavailable`: no engine, no sound card, or it failed.
 */
export const SpeechErrorCode = v.picklist(['noVoice', 'headphonesOff', 'speechUnavailable']);
export type SpeechErrorCode = v.InferOutput<typeof SpeechErrorCode>;

/** Where sound goes now. `none`: there is nothing to hear it with. */
export const SpeechOutput = v.picklist(['headphones', 'loudspeaker', 'none']);
export type SpeechOutput = v.InferOutput<typeof SpeechOutput>;
