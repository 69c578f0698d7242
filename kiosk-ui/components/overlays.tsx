import { useEffect, useRef } from 'preact/hooks';
import { t } from '../locales/text.ts';
import type { Send } from './draw.ts';

/** The question before a visit ends by itself: how long is left, in words, and one giant answer. */
export function StillThere({ secondsLeft, send }: { secondsLeft: number; send: Send }) {
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => answer.current?.focus(), []);
  return (
    <div class="overlay" role="alertdialog" aria-modal="true" aria-labelledby="still-there">
      <div class="overlay-card">
        <h1 id="still-there">{t('stillThere.title')}</h1>
        <p class="overlay-count" aria-live="assertive">
          {t('stillThere.count', { count: secondsLeft })}
        </p>
        <p class="muted">{t('stillThere.body')}</p>
        <button
          ref={answer}
          type="button"
          class="button button-primary overlay-button"
          data-action="still-here"
          onClick={() => send({ type: 'person.touchedScreen' })}
        >
          {t('stillThere.button')}
        </button>
      </div>
    </div>
  );
}

export function Reconnecting() {
  return (
    <div class="overlay" role="alertdialog" aria-modal="true" aria-labelledby="reconnecting">
      <div class="overlay-card">
        <span class="waiting-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <h1 id="reconnecting">{t('reconnecting.title')}</h1>
        <p>{t('reconnecting.body')}</p>
      </div>
    </div>
  );
}
