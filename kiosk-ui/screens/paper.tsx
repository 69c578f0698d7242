import type { DrawProps } from '../components/draw.ts';
import { AlertIcon } from '../components/icons/quiet-icons.tsx';
import { Message } from '../components/message.tsx';
import { PaperPrompt } from '../components/paper-prompt.tsx';
import { t } from '../locales/text.ts';

export function Printing({ content, send, profile }: DrawProps<'printing'>) {
  const { pages, sheets, obstacle, impersonal } = content;
  const progress = [
    ...(sheets !== null && sheets > 0 ? [t('printing.progress', { sheet: sheets })] : []),
    ...(pages === null ? [] : [t('printing.pages', { count: pages })]),
  ];
  return (
    <Message
      picture={<PaperPrompt place={profile.paperTray} motion={obstacle === null ? 'out' : 'held'} />}
      title={obstacle === null ? t('printing.title') : t(`printing.held.${obstacle}`)}
      lines={[
        t(obstacle === null ? 'printing.body' : 'printing.heldBody'),
        ...(progress.length > 0 ? [progress.join('　')] : []),
      ]}
    >
      {!impersonal && (
        <button
          type="button"
          class="button"
          data-action="cancel-print"
          onClick={() => send({ type: 'person.cancelledPrint' })}
        >
          {t('printing.cancel')}
        </button>
      )}
    </Message>
  );
}

export function PrintFailed({ content, send }: DrawProps<'printFailed'>) {
  return (
    <Message
      tone={content.errorCode === 'canceled' ? 'calm' : 'warning'}
      picture={<AlertIcon />}
      title={t('printFailed.title')}
      lines={[t(`printFailed.${content.errorCode}`), t('printFailed.nothingLost')]}
    >
      <button
        type="button"
        class="button button-primary button-large"
        data-action="continue"
        onClick={() => send({ type: 'person.continued' })}
      >
        {t('printFailed.continue')}
      </button>
    </Message>
  );
}

export function TakePaper({ content, send, profile }: DrawProps<'takePaper'>) {
  const { pages, sensor, reminders, impersonal } = content;
  const title = t(reminders > 0 ? 'takePaper.reminding' : 'takePaper.title');
  const lines = [t('takePaper.body', { count: pages })];
  return (
    <Message
      picture={<PaperPrompt place={profile.paperTray} motion="wait" />}
      title={impersonal ? t('takePaper.impersonalTitle') : title}
      lines={impersonal ? [t('takePaper.impersonalBody')] : lines}
    >
      {!sensor && (
        <button
          type="button"
          class="button button-primary button-large"
          data-action="took-paper"
          onClick={() => send({ type: 'person.tookPaper' })}
        >
          {t('takePaper.took')}
        </button>
      )}
      {!impersonal && (
        <button
          type="button"
          class="button button-large"
          data-action="continue"
          onClick={() => send({ type: 'person.continued' })}
        >
          {t('takePaper.continue')}
        </button>
      )}
    </Message>
  );
}
