import { assertNever } from '#shared/result.ts';
import { CardPrompt } from '../components/card-prompt.tsx';
import type { DrawProps } from '../components/draw.ts';
import { AlertIcon, CheckIcon } from '../components/icons/quiet-icons.tsx';
import { Message } from '../components/message.tsx';
import { ScanPrompt } from '../components/scan-prompt.tsx';
import { SlotPrompt } from '../components/slot-prompt.tsx';
import { Waiting } from '../components/waiting.tsx';
import { t } from '../locales/text.ts';
import type { GoodbyeReason } from '../machines/screen-model.ts';
import { onlyWay, openWays, type Way, type Ways } from '../machines/ways.ts';

/** Screens without a visit: they are in the first chunk and need no figures. */
export const QUIET_SCREENS = {
  starting: () => <Message picture={<Waiting />} title={t('starting.title')} lines={[t('starting.body')]} />,
  outOfService: OutOfService,
  attract: Attract,
  presentCard: PresentCard,
  reading: ({ content: { way } }: DrawProps<'reading'>) => (
    <Message picture={<AtRest way={way} />} title={t(`reading.title.${way}`)} lines={[t('reading.body')]}>
      <Waiting />
    </Message>
  ),
  openingRecords: ({ content: { way } }: DrawProps<'openingRecords'>) => (
    <Message
      picture={<AtRest way={way} />}
      title={t('openingRecords.title')}
      lines={[t(`openingRecords.body.${way}`)]}
    >
      <Waiting />
    </Message>
  ),
  takeCard: ({ content: { reader } }: DrawProps<'takeCard'>) => (
    <Message
      picture={reader === 'identityCardReader' ? <CardPrompt motion="take" /> : <SlotPrompt motion="take" />}
      title={t(`takeCard.title.${reader}`)}
      lines={[t('takeCard.body')]}
    >
      {reader === 'socialSecurityCardReader' && <p class="note">{t('takeCard.soon')}</p>}
    </Message>
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

function AtRest({ way }: { way: Way }) {
  switch (way) {
    case 'identityCard':
      return <CardPrompt motion="rest" />;
    case 'socialSecurityCard':
      return <SlotPrompt motion="rest" />;
    case 'electronicCard':
      return <ScanPrompt checking={true} />;
    default:
      return assertNever(way, 'way');
  }
}

function Attract({ content: { ways } }: DrawProps<'attract'>) {
  const only = onlyWay(ways);
  const offered = openWays(ways);
  return (
    <div class={only === null ? 'attract attract-many' : 'attract'}>
      <h1 tabIndex={-1}>{t(only === null ? titleOfMany(ways) : `attract.title.${only}`)}</h1>
      <p class="attract-body">{t('attract.body')}</p>
      {only === null ? (
        <ul class="attract-ways">
          {offered.map((way) => (
            <li key={way}>
              <WayPicture way={way} />
              <b>{t(`presentCard.${way}`)}</b>
            </li>
          ))}
        </ul>
      ) : (
        <WayPicture way={only} />
      )}
      <p class="attract-touch">{t(howToBegin(ways))}</p>
    </div>
  );
}

function titleOfMany({ identityCard, socialSecurityCard }: Ways) {
  if (identityCard === socialSecurityCard) return 'attract.title.anyCard';
  return identityCard ? 'attract.title.identityCardOrCode' : 'attract.title.socialSecurityCardOrCode';
}

function howToBegin({ identityCard, socialSecurityCard }: Ways) {
  if (identityCard) return 'attract.touch';
  return socialSecurityCard ? 'attract.touchInsert' : 'attract.touchFirst';
}

function WayPicture({ way }: { way: Way }) {
  switch (way) {
    case 'identityCard':
      return <CardPrompt motion="lay" />;
    case 'socialSecurityCard':
      return <SlotPrompt motion="insert" />;
    case 'electronicCard':
      return <ScanPrompt checking={false} />;
    default:
      return assertNever(way, 'way');
  }
}

function PresentCard({ content: { ways }, send }: DrawProps<'presentCard'>) {
  const only = onlyWay(ways);
  if (only === 'identityCard' || only === 'socialSecurityCard') return <PresentOne way={only} />;
  return (
    <div class="ways">
      <h1 tabIndex={-1}>{t(only === null ? 'presentCard.anyWay' : 'presentCard.electronicCard')}</h1>
      <ul class="ways-list">
        {ways.identityCard && <PresentedWay way="identityCard" />}
        {ways.socialSecurityCard && <PresentedWay way="socialSecurityCard" />}
        {ways.electronicCard && (
          <li>
            <button
              type="button"
              class="way"
              data-action="choose-electronic-card"
              onClick={() => send({ type: 'person.choseElectronicCard' })}
            >
              <WayPicture way="electronicCard" />
              <span class="way-words">
                <b>{t('presentCard.electronicCard')}</b>
                <span>{t('presentCard.electronicCardHow')}</span>
                <span class="button button-primary">{t('presentCard.scan')}</span>
              </span>
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

function PresentedWay({ way }: { way: Exclude<Way, 'electronicCard'> }) {
  return (
    <li class="way">
      <WayPicture way={way} />
      <span class="way-words">
        <b>{t(`presentCard.${way}`)}</b>
        <span>{t(`presentCard.${way}How`)}</span>
      </span>
    </li>
  );
}

const STEPS = [1, 2, 3] as const;

function PresentOne({ way }: { way: Exclude<Way, 'electronicCard'> }) {
  const stem = way === 'identityCard' ? 'presentCard' : 'presentCard.insert';
  return (
    <div class="message">
      <div class="message-drawing">
        <WayPicture way={way} />
      </div>
      <div class="message-words">
        <h1 tabIndex={-1}>{t(`${stem}.title`)}</h1>
        <ol class="steps">
          {STEPS.map((step) => (
            <li key={step}>{t(`${stem}.step${step}`)}</li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function OutOfService({ content: { reasons, card } }: DrawProps<'outOfService'>) {
  return (
    <Message
      tone="warning"
      picture={<AlertIcon />}
      title={t('outOfService.title')}
      lines={[...reasons.map((reason) => t(`outOfService.${reason}`)), t('outOfService.body')]}
    >
      {card !== null && (
        <p class="note">{t(card === 'stuck' ? 'outOfService.cardStuck' : `takeCard.title.${card}`)}</p>
      )}
    </Message>
  );
}
