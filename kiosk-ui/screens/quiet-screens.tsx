import { useEffect } from 'preact/hooks';
import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { DrawProps, Send } from '../components/draw.ts';
import { AlertIcon, CheckIcon } from '../components/icons/quiet-icons.tsx';
import { Message } from '../components/message.tsx';
import { useFit } from '../components/use-fit.ts';
import { Waiting } from '../components/waiting.tsx';
import { WayPicture } from '../components/way-picture.tsx';
import { LANGUAGE_FACTS } from '../locales/languages.ts';
import { t } from '../locales/text.ts';
import { LANGUAGES, type Language } from '../machines/preferences.ts';
import type { GoodbyeReason } from '../machines/screen-model.ts';
import { onlyWay, openWays, type Way, type Ways } from '../machines/ways.ts';

/** Screens without a visit: they are in the first chunk and need no figures. */
export const QUIET_SCREENS = {
  starting: () => <Message picture={<Waiting />} title={t('starting.title')} lines={[t('starting.body')]} />,
  outOfService: OutOfService,
  attract: Attract,
  presentCard: PresentCard,
  reading: ({ content: { way }, profile }: DrawProps<'reading'>) => (
    <Message
      picture={<WayPicture way={way} profile={profile} motion="rest" />}
      title={t(`reading.title.${way}`)}
      lines={[t('reading.body')]}
    >
      <Waiting />
    </Message>
  ),
  openingRecords: ({ content: { way }, profile }: DrawProps<'openingRecords'>) => (
    <Message
      picture={<WayPicture way={way} profile={profile} motion="rest" />}
      title={t('openingRecords.title')}
      lines={[t(`openingRecords.body.${way}`)]}
    >
      <Waiting />
    </Message>
  ),
  takeCard: ({ content: { reader }, profile }: DrawProps<'takeCard'>) => (
    <Message
      picture={
        <WayPicture
          way={reader === 'identityCardReader' ? 'identityCard' : 'socialSecurityCard'}
          profile={profile}
          motion="take"
        />
      }
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

/** Whatever is touched begins, not only the button that says so. */
function useTouchAnywhere(send: Send): void {
  useEffect(() => {
    const begin = ({ target }: Event) => {
      // What lies over the frame is no part of it, and a button speaks for itself.
      if (target instanceof Element && target.closest('.frame') && !target.closest('button'))
        send({ type: 'person.touchedScreen' });
    };
    document.addEventListener('click', begin);
    return () => document.removeEventListener('click', begin);
  }, [send]);
}

function Attract({ content: { ways }, send, preferences, profile }: DrawProps<'attract'>) {
  useTouchAnywhere(send);
  const fit = useFit(openWays(ways));
  const only = onlyWay(ways);
  return (
    <div {...fit} class="attract">
      <div class="attract-words" data-fits>
        <h1 tabIndex={-1}>{t(only === null ? titleOfMany(ways) : `attract.title.${only}`)}</h1>
        <p class="attract-body">{t('attract.body')}</p>
      </div>
      <ul class="attract-ways">
        {openWays(ways).map((way) => (
          <li key={way} data-fits>
            <WayPicture way={way} profile={profile} motion="present" />
            {only === null && <b>{t(`presentCard.${way}`)}</b>}
          </li>
        ))}
      </ul>
      <div class="attract-begin">
        <button
          type="button"
          class="button button-large attract-touch"
          data-action="touch"
          onClick={() => send({ type: 'person.touchedScreen' })}
        >
          {t(howToBegin(ways))}
        </button>
        <LanguageNames inUse={preferences.language} send={send} />
      </div>
    </div>
  );
}

function LanguageNames({ inUse, send }: { inUse: Language; send: Send }) {
  return (
    <ul class="attract-languages">
      {LANGUAGES.map((language) => (
        <li key={language}>
          <button
            type="button"
            class="language"
            lang={language}
            data-action={`language-${language}`}
            aria-pressed={language === inUse}
            onClick={() => send({ type: 'person.choseLanguage', language })}
          >
            {LANGUAGE_FACTS[language].name}
          </button>
        </li>
      ))}
    </ul>
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

function PresentCard({ content: { ways }, send, profile }: DrawProps<'presentCard'>) {
  const only = onlyWay(ways);
  const fit = useFit(openWays(ways));
  if (only === 'identityCard' || only === 'socialSecurityCard')
    return <PresentOne way={only} profile={profile} />;
  return (
    <div {...fit} class="ways">
      <h1 tabIndex={-1}>{t(only === null ? 'presentCard.anyWay' : 'presentCard.electronicCard')}</h1>
      <ul class="ways-list">
        {ways.identityCard && <PresentedWay way="identityCard" profile={profile} />}
        {ways.socialSecurityCard && <PresentedWay way="socialSecurityCard" profile={profile} />}
        {ways.electronicCard && (
          <li>
            <button
              type="button"
              class="way"
              data-fits
              data-action="choose-electronic-card"
              onClick={() => send({ type: 'person.choseElectronicCard' })}
            >
              <WayPicture way="electronicCard" profile={profile} motion="present" />
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

interface CardWayProps {
  readonly way: Exclude<Way, 'electronicCard'>;
  readonly profile: KioskProfile;
}

function PresentedWay({ way, profile }: CardWayProps) {
  return (
    <li class="way" data-fits>
      <WayPicture way={way} profile={profile} motion="present" />
      <span class="way-words">
        <b>{t(`presentCard.${way}`)}</b>
        <span>{t(`presentCard.${way}How`)}</span>
      </span>
    </li>
  );
}

const STEPS = {
  identityCard: ['presentCard.step1', 'presentCard.step2', 'presentCard.step3'],
  socialSecurityCard: ['presentCard.insert.step1', 'presentCard.insert.step2', 'presentCard.insert.step3'],
} as const;

function PresentOne({ way, profile }: CardWayProps) {
  const fit = useFit([way]);
  return (
    <div {...fit} class="message">
      <div class="message-drawing">
        <WayPicture way={way} profile={profile} motion="present" />
      </div>
      <div class="message-words">
        <h1 tabIndex={-1}>{t(way === 'identityCard' ? 'presentCard.title' : 'presentCard.insert.title')}</h1>
        <ol class="steps">
          {STEPS[way].map((step) => (
            <li key={step}>{t(step)}</li>
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
      asides={reasons.map((reason) => t(`outOfService.${reason}`))}
      lines={[t('outOfService.body')]}
    >
      {card !== null && (
        <p class="note">{t(card === 'stuck' ? 'outOfService.cardStuck' : `takeCard.title.${card}`)}</p>
      )}
    </Message>
  );
}
