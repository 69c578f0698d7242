import { CardPrompt } from '../components/card-prompt.tsx';
import type { DrawProps } from '../components/draw.ts';
import { AlertIcon, CheckIcon } from '../components/icons/quiet-icons.tsx';
import { Message } from '../components/message.tsx';
import { t } from '../locales/text.ts';
import type { GoodbyeReason } from '../machines/screen-model.ts';

/** Screens without a visit: they are in the first chunk and need no figures. */
export const QUIET_SCREENS = {
  starting: () => <Message picture={<Waiting />} title={t('starting.title')} lines={[t('starting.body')]} />,
  outOfService: OutOfService,
  attract: Attract,
  presentCard: PresentCard,
  reading: () => (
    <Message picture={<CardPrompt motion="rest" />} title={t('reading.title')} lines={[t('reading.body')]}>
      <Waiting />
    </Message>
  ),
  cardProblem: ({ content }: DrawProps<'cardProblem'>) => (
    <Message
      picture={<CardPrompt motion={content.errorCode === 'noMedia' ? 'lay' : 'take'} />}
      title={t(`cardProblem.${content.errorCode}.title`)}
      lines={[t(`cardProblem.${content.errorCode}.body`)]}
    >
      {content.errorCode !== 'noMedia' && <p class="note">{t('cardProblem.takeBack')}</p>}
    </Message>
  ),
  openingRecords: () => (
    <Message
      picture={<CardPrompt motion="rest" />}
      title={t('openingRecords.title')}
      lines={[t('openingRecords.body')]}
    >
      <Waiting />
    </Message>
  ),
  takeCard: () => (
    <Message
      picture={<CardPrompt motion="take" />}
      title={t('takeCard.title')}
      lines={[t('takeCard.body')]}
    />
  ),
  goodbye: ({ content }: DrawProps<'goodbye'>) => (
    <Message
      {...GOODBYE_PICTURES[content.because]}
      title={t(`goodbye.${content.because}.title`)}
      lines={[t(`goodbye.${content.because}.body`)]}
    />
  ),
} as const;

const WELL = { tone: 'good', picture: <CheckIcon /> } as const;
const TROUBLE = { tone: 'warning', picture: <AlertIcon /> } as const;

const GOODBYE_PICTURES: Record<GoodbyeReason, typeof WELL | typeof TROUBLE> = {
  ended: WELL,
  cardTaken: WELL,
  idle: WELL,
  sessionEnded: WELL,
  linkLost: TROUBLE,
  readerLost: TROUBLE,
  nothingPrinted: TROUBLE,
};

function Attract() {
  return (
    <div class="attract">
      <h1 tabIndex={-1}>{t('attract.title')}</h1>
      <p class="attract-body">{t('attract.body')}</p>
      <CardPrompt motion="lay" />
      <p class="attract-touch">{t('attract.touch')}</p>
    </div>
  );
}

function PresentCard() {
  return (
    <div class="message">
      <div class="message-drawing">
        <CardPrompt motion="lay" />
      </div>
      <div class="message-words">
        <h1 tabIndex={-1}>{t('presentCard.title')}</h1>
        <ol class="steps">
          <li>{t('presentCard.step1')}</li>
          <li>{t('presentCard.step2')}</li>
          <li>{t('presentCard.step3')}</li>
        </ol>
      </div>
    </div>
  );
}

function OutOfService({ content }: DrawProps<'outOfService'>) {
  return (
    <Message
      tone="warning"
      picture={<AlertIcon />}
      title={t('outOfService.title')}
      lines={[...content.reasons.map((reason) => t(`outOfService.${reason}`)), t('outOfService.body')]}
    />
  );
}

function Waiting() {
  return (
    <span class="waiting-dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
