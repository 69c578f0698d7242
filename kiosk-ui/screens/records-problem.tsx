import type { DrawProps } from '../components/draw.ts';
import { AlertIcon } from '../components/icons/quiet-icons.tsx';
import { AgainIcon } from '../components/icons/visit-icons.tsx';
import { Message } from '../components/message.tsx';
import { t } from '../locales/text.ts';

export function RecordsUnavailable({ content, send }: DrawProps<'recordsUnavailable'>) {
  return (
    <Message
      tone="warning"
      picture={<AlertIcon />}
      title={t('recordsUnavailable.title')}
      lines={[
        t('recordsUnavailable.body'),
        t(content.retrying ? 'recordsUnavailable.retrying' : 'recordsUnavailable.next'),
      ]}
    >
      {!content.retrying && (
        <button
          type="button"
          class="button button-primary button-large"
          data-action="ask-again"
          onClick={() => send({ type: 'person.askedAgain' })}
        >
          <AgainIcon />
          {t('list.askAgain')}
        </button>
      )}
    </Message>
  );
}

export function NotOnFile() {
  return (
    <Message
      tone="calm"
      personal
      picture={<AlertIcon />}
      title={t('notOnFile.title')}
      lines={[t('notOnFile.body'), t('notOnFile.next')]}
    />
  );
}
