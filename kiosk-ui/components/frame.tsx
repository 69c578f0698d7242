import type { ComponentChildren } from 'preact';
import { t } from '../locales/text.ts';
import { LANGUAGES, type Language } from '../machines/preferences.ts';
import type { ScreenModel } from '../machines/screen-model.ts';
import type { Send } from './draw.ts';
import { BackIcon, EndIcon, HeadsetIcon, Mark } from './icons/quiet-icons.tsx';

/** Each language by its own name; never a flag. */
const LANGUAGE_NAMES: Record<Language, string> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
  ug: 'ئۇيغۇرچە',
};

interface FrameProps {
  readonly model: ScreenModel;
  readonly send: Send;
  /** Something lies over the frame: nothing in it can be reached. */
  readonly covered: boolean;
  readonly children: ComponentChildren;
}

export function Frame({ model, send, covered, children }: FrameProps) {
  const { content, holder } = model;
  return (
    <div class="frame" data-screen={content.id} inert={covered}>
      <header class="frame-header">
        <Mark />
        <span class="frame-name">{t('service.name')}</span>
        {holder !== null && (
          <span class="frame-holder" lang="zh-Hans">
            <span>{holder.maskedName ?? t('frame.holder')}</span>
            {holder.maskedNumber !== null && <span>{holder.maskedNumber}</span>}
          </span>
        )}
      </header>
      <main class="frame-main">{children}</main>
      {content.id === 'attract' && (
        <button
          type="button"
          class="touch-anywhere"
          data-action="touch"
          aria-label={t('attract.touch')}
          onClick={() => send({ type: 'person.touchedScreen' })}
        />
      )}
      <footer class="frame-footer">
        <span>
          {model.canGoBack && (
            <button
              type="button"
              class="button"
              data-action="back"
              onClick={() => send({ type: 'person.wentBack' })}
            >
              <BackIcon />
              {t('frame.back')}
            </button>
          )}
        </span>
        <span class="frame-middle">
          <Languages inUse={model.preferences.language} send={send} />
          <span class="frame-help caption">
            <HeadsetIcon />
            {t('frame.help')}
          </span>
        </span>
        <span class="frame-end">
          {model.canEnd && (
            <button
              type="button"
              class="button button-primary"
              data-action="end"
              onClick={() => send({ type: 'person.ended' })}
            >
              <EndIcon />
              {t('frame.end')}
            </button>
          )}
        </span>
      </footer>
    </div>
  );
}

function Languages({ inUse, send }: { inUse: Language; send: Send }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every engine; the role says it
    <span class="languages" role="group" aria-label={t('frame.languages')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          class="language"
          lang={language}
          data-action={`language-${language}`}
          aria-pressed={language === inUse}
          onClick={() => send({ type: 'person.choseLanguage', language })}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </span>
  );
}
