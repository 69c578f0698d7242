import { useRef } from 'preact/hooks';
import { t } from '../../locales/text.ts';
import { useDialogFocus } from './use-dialog-focus.ts';

/** Nothing can be asked of the daemon just now; what was fetched stays beneath. */
export function Reconnecting() {
  const title = useRef<HTMLHeadingElement>(null);
  useDialogFocus(title);
  return (
    <div class="overlay overlay-question" role="alertdialog" aria-modal="true" aria-labelledby="reconnecting">
      <div class="overlay-card">
        <span class="waiting-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <h1 id="reconnecting" ref={title} tabIndex={-1}>
          {t('reconnecting.title')}
        </h1>
        <p>{t('reconnecting.body')}</p>
      </div>
    </div>
  );
}
