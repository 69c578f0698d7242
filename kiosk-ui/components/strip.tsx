import type { ComponentChildren } from 'preact';
import { LANGUAGE_FACTS } from '../locales/languages.ts';
import { t } from '../locales/text.ts';
import type { Preferences } from '../machines/preferences.ts';
import type { StaffCall } from '../machines/screen-model.ts';
import type { Send } from './draw.ts';
import { GlobeIcon, HeadsetIcon, LettersIcon, WheelchairIcon } from './icons/quiet-icons.tsx';

interface StripProps {
  readonly preferences: Preferences;
  readonly staffCall: StaffCall;
  readonly send: Send;
}

/** Help and what a person sets for themselves: on every screen, at the same place. */
export function Strip({ preferences, staffCall, send }: StripProps) {
  const { language, lowReach, textSize } = preferences;
  const short = textSize === 'extra-large';
  return (
    <nav class="strip-bar" data-public aria-label={t('frame.strip')}>
      <StripButton
        action="help"
        icon={<HeadsetIcon />}
        call={staffCall}
        onClick={() => send({ type: 'person.openedHelp' })}
      >
        {staffCall === 'notCalled'
          ? t(short ? 'frame.short.help' : 'frame.help')
          : t(`frame.call.${staffCall}`)}
      </StripButton>
      <span class="unseen" aria-live="polite">
        {staffCall === 'answered' && t('frame.call.answered')}
      </span>
      <StripButton
        action="settings"
        icon={<LettersIcon />}
        onClick={() => send({ type: 'person.openedSettings' })}
      >
        {t(short ? 'frame.short.settings' : 'frame.settings')}
      </StripButton>
      <StripButton
        action="languages"
        icon={<GlobeIcon />}
        onClick={() => send({ type: 'person.openedLanguages' })}
      >
        <span class="strip-language">{LANGUAGE_FACTS[language].name} </span>
        {/* For whoever cannot read the language that stands here now. */}
        {language === 'en' ? <span lang="zh-Hans">语言</span> : <span lang="en">Language</span>}
      </StripButton>
      <StripButton
        action="low-reach"
        icon={<WheelchairIcon />}
        pressed={lowReach}
        onClick={() => send({ type: 'person.choseLowReach', lowReach: !lowReach })}
      >
        {t('frame.lowReach')}
      </StripButton>
    </nav>
  );
}

interface StripButtonProps {
  readonly action: string;
  readonly icon: ComponentChildren;
  readonly pressed?: boolean;
  readonly call?: StaffCall;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function StripButton({ action, icon, pressed, call, onClick, children }: StripButtonProps) {
  return (
    <button
      type="button"
      class="strip-button"
      data-action={action}
      data-call={call}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {icon}
      <span class="strip-words">{children}</span>
    </button>
  );
}
