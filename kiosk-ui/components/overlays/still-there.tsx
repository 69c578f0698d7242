import { useRef } from 'preact/hooks';
import { t } from '../../locales/text.ts';
import type { Send } from '../draw.ts';
import { useDialogFocus } from './use-dialog-focus.ts';

/** The ear hears the count in these steps; every second would be a chatter that hides the question. */
const HEARD_EVERY_S = 10;

/** The question before a visit ends by itself: how long is left, in words, and one giant answer. */
export function StillThere({ secondsLeft, send }: { secondsLeft: number; send: Send }) {
  const answer = useRef<HTMLButtonElement>(null);
  useDialogFocus(answer);
  const heard = Math.ceil(secondsLeft / HEARD_EVERY_S) * HEARD_EVERY_S;
  return (
    <div class="overlay overlay-question" role="alertdialog" aria-modal="true" aria-labelledby="still-there">
      <div class="overlay-card">
        <h1 id="still-there">{t('stillThere.title')}</h1>
        <p class="overlay-count" aria-hidden="true">
          {t('stillThere.count', { count: secondsLeft })}
        </p>
        <p class="unseen" aria-live="assertive">
          {t('stillThere.count', { count: heard })}
        </p>
        <p class="muted">{t('stillThere.body')}</p>
        <button
          ref={answer}
          type="button"
          class="button button-primary overlay-answer"
          data-action="still-here"
          onClick={() => send({ type: 'person.wasThere' })}
        >
          {t('stillThere.button')}
        </button>
      </div>
    </div>
  );
}
