import { t } from '../locales/text.ts';
import type { Fetched } from '../machines/screen-model.ts';
import type { Send } from './draw.ts';
import { AgainIcon } from './icons/visit-icons.tsx';

/** In place of figures that are on their way, or not to be had just now. */
export function NotShown({
  fetched,
  send,
}: {
  fetched: Exclude<Fetched<unknown>, { state: 'shown' }>;
  send: Send;
}) {
  if (fetched.state === 'loading') {
    return (
      <div class="not-shown" data-public aria-busy="true">
        <p class="muted">{t('list.loading')}</p>
      </div>
    );
  }
  return (
    <div class="not-shown" data-public role="status">
      <h2>{t('list.unavailable')}</h2>
      <p class="muted">{t('list.unavailableBody')}</p>
      {fetched.retrying ? (
        <p>{t('list.retrying')}</p>
      ) : (
        <button
          type="button"
          class="button"
          data-action="ask-again"
          onClick={() => send({ type: 'person.askedAgain' })}
        >
          <AgainIcon />
          {t('list.askAgain')}
        </button>
      )}
    </div>
  );
}
