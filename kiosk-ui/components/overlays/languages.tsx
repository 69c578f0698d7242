import { LANGUAGE_FACTS } from '../../locales/languages.ts';
import { t } from '../../locales/text.ts';
import { LANGUAGES, type Language } from '../../machines/preferences.ts';
import { Choice } from './choice.tsx';
import type { OverlayProps } from './overlays.tsx';
import { Panel } from './panel.tsx';

/** For whoever cannot read the language that stands there now. */
const TITLE_BESIDE: Record<Language, { lang: Language; words: string }> = {
  'zh-Hans': { lang: 'en', words: 'Language' },
  'zh-Hant': { lang: 'en', words: 'Language' },
  ug: { lang: 'en', words: 'Language' },
  en: { lang: 'zh-Hans', words: '选择语言' },
};

/** Each language by its own name, in its own script. */
export function Languages({ preferences, language, send }: OverlayProps) {
  const beside = TITLE_BESIDE[language];
  return (
    <Panel
      id="languages"
      title={
        <>
          {t('languages.title')} <span lang={beside.lang}>{beside.words}</span>
        </>
      }
      items={[
        ...LANGUAGES.map((each) => ({
          key: each,
          half: true,
          draw: () => {
            const { name, review } = LANGUAGE_FACTS[each];
            return (
              <Choice
                action={`language-${each}`}
                chosen={each === preferences.language}
                onClick={() => send({ type: 'person.choseLanguage', language: each })}
              >
                <b lang={each} dir="auto">
                  {name}
                </b>
                {review === 'draft' && (
                  <span class="choice-hint">
                    {t('languages.draft')}
                    {language !== 'en' && <span lang="en"> Draft</span>}
                  </span>
                )}
              </Choice>
            );
          },
        })),
        { key: 'terms', draw: () => <p class="panel-words">{t('languages.terms')}</p> },
      ]}
      drawnFrom={[language, preferences.textSize, preferences.lowReach].join()}
      send={send}
    />
  );
}
