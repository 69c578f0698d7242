import { SPEECH_RATES_PERCENT, SPEECH_VOLUME_MAX, type SpeechOutput } from '#shared/protocol/speech.ts';
import { t } from '../../locales/text.ts';
import { type Preferences, TEXT_SIZES, THEMES } from '../../machines/preferences.ts';
import { COLOURS } from '../../theme/tokens.ts';
import { Choice, Choices } from './choice.tsx';
import type { OverlayProps } from './overlays.tsx';
import { Panel, type PanelItem } from './panel.tsx';
import { Stepper } from './stepper.tsx';
import { Switch } from './switch.tsx';

/** What a person sets for themselves; each change is seen or heard at once. */
export function Settings(props: OverlayProps) {
  const { send, preferences, language } = props;
  const { textSize, lowReach, speech } = preferences;
  return (
    <Panel
      id="settings"
      title={t('settings.title')}
      items={[...toSee(props), ...toReach(props), ...toHear(props)]}
      drawnFrom={[language, textSize, lowReach, speech, props.speechOutput].join()}
      send={send}
    />
  );
}

function toSee({ preferences, send }: OverlayProps): PanelItem[] {
  const { textSize, theme } = preferences;
  return [
    {
      key: 'textSize',
      draw: () => (
        <Choices label={t('settings.textSize')}>
          {TEXT_SIZES.map((size) => (
            <Choice
              key={size}
              action={`size-${size}`}
              chosen={size === textSize}
              onClick={() => send({ type: 'person.choseTextSize', textSize: size })}
            >
              <span class={`sample sample-${size}`} aria-hidden="true" lang="zh-Hans">
                字
              </span>
              {t(`settings.textSize.${size}`)}
            </Choice>
          ))}
        </Choices>
      ),
    },
    {
      key: 'theme',
      draw: () => (
        <Choices label={t('settings.theme')}>
          {THEMES.map((each) => (
            <Choice
              key={each}
              action={`theme-${each}`}
              chosen={each === theme}
              onClick={() => send({ type: 'person.choseTheme', theme: each })}
            >
              <span
                class="sample sample-colours"
                aria-hidden="true"
                lang="zh-Hans"
                style={{ background: COLOURS[each].bg, color: COLOURS[each].text }}
              >
                字
              </span>
              {t(`settings.theme.${each}`)}
            </Choice>
          ))}
        </Choices>
      ),
    },
  ];
}

/** On a glass that lies on its side every control is within reach already. */
function toReach({ preferences: { lowReach }, send }: OverlayProps): PanelItem[] {
  if (!matchMedia('(orientation: portrait)').matches) return [];
  return [
    {
      key: 'lowReach',
      draw: () => (
        <Switch
          action="set-low-reach"
          label={t('settings.lowReach')}
          hint={t('settings.lowReachHint')}
          on={lowReach}
          onClick={() => send({ type: 'person.choseLowReach', lowReach: !lowReach })}
        />
      ),
    },
  ];
}

function toHear({ preferences, profile, speechOutput, send }: OverlayProps): PanelItem[] {
  if (speechOutput === 'none') return [];
  const { speech } = preferences;
  const reading: PanelItem = {
    key: 'speech',
    draw: () => (
      <Switch
        action="speech"
        label={t('settings.speech')}
        hint={speechHint(speechOutput, profile.headphoneJack)}
        on={speech}
        onClick={() => send({ type: 'person.choseSpeech', speech: !speech })}
      />
    ),
  };
  return speech ? [reading, ...voice(preferences, send)] : [reading];
}

function speechHint(output: Exclude<SpeechOutput, 'none'>, hasJack: boolean): string {
  if (output === 'headphones') return t('settings.speechHint.headphones');
  return t(hasJack ? 'settings.speechHint.jack' : 'settings.speechHint.loudspeaker');
}

function voice({ volume, ratePercent, screenBlank }: Preferences, send: OverlayProps['send']): PanelItem[] {
  const step = SPEECH_RATES_PERCENT.indexOf(ratePercent);
  const slower = SPEECH_RATES_PERCENT[step - 1];
  const faster = SPEECH_RATES_PERCENT[step + 1];
  return [
    {
      key: 'volume',
      half: true,
      draw: () => (
        <Stepper
          label={t('settings.volume')}
          value={t('settings.volumeValue', { volume, most: SPEECH_VOLUME_MAX })}
          less={{
            action: 'volume-down',
            label: t('settings.quieter'),
            possible: volume > 0,
            take: () => send({ type: 'person.choseVolume', volume: volume - 1 }),
          }}
          more={{
            action: 'volume-up',
            label: t('settings.louder'),
            possible: volume < SPEECH_VOLUME_MAX,
            take: () => send({ type: 'person.choseVolume', volume: volume + 1 }),
          }}
        />
      ),
    },
    {
      key: 'rate',
      half: true,
      draw: () => (
        <Stepper
          label={t('settings.rate')}
          value={t(`settings.rate.${ratePercent}`)}
          less={{
            action: 'rate-down',
            label: t('settings.slower'),
            possible: slower !== undefined,
            take: () => send({ type: 'person.choseSpeechRate', ratePercent: slower ?? ratePercent }),
          }}
          more={{
            action: 'rate-up',
            label: t('settings.faster'),
            possible: faster !== undefined,
            take: () => send({ type: 'person.choseSpeechRate', ratePercent: faster ?? ratePercent }),
          }}
        />
      ),
    },
    {
      key: 'blank',
      draw: () => (
        <Switch
          action="screen-blank"
          label={t('settings.blank')}
          hint={t('settings.blankHint')}
          on={screenBlank}
          onClick={() => send({ type: 'person.choseScreenBlank', screenBlank: !screenBlank })}
        />
      ),
    },
  ];
}
