import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import { assertNever } from '#shared/result.ts';
import type { DrawProps } from '../components/draw.ts';
import { AlertIcon } from '../components/icons/quiet-icons.tsx';
import { Message } from '../components/message.tsx';
import { PinPadPrompt } from '../components/pin-pad-prompt.tsx';
import { useFit } from '../components/use-fit.ts';
import { Waiting } from '../components/waiting.tsx';
import { WayPicture } from '../components/way-picture.tsx';
import { t } from '../locales/text.ts';
import type { CardProblemCode } from '../machines/screen-model.ts';
import type { Way } from '../machines/ways.ts';

/** The same word of the protocol, but another card and another movement of the hand. */
const OWN_WORDS = {
  identityCard: [],
  socialSecurityCard: ['noMedia', 'invalidMedia', 'cardCollision', 'cardExpired', 'readerLost'],
  electronicCard: ['readerLost', 'recordsUnavailable'],
} as const satisfies Record<Way, readonly CardProblemCode[]>;

/** What the same card may be put in once more for; everything else is not the card's position or the person's hand. */
const TO_BE_TRIED_AGAIN = new Set<CardProblemCode>([
  'noMedia',
  'invalidMedia',
  'chipNotAnswering',
  'cardCollision',
  'cardChanged',
  'pinCanceled',
  'pinTimeOut',
]);

type Problem = DrawProps<'cardProblem'>['content'];

export function CardProblem({ content, send, profile }: DrawProps<'cardProblem'>) {
  const { way, cardToTake, ways } = content;
  const stem = stemOf(content);
  return (
    <Message {...pictureOf(content, profile)} title={t(`${stem}.title`)} lines={[t(`${stem}.body`)]}>
      {cardToTake && way !== 'electronicCard' && <p class="note">{t(`cardProblem.takeBack.${way}`)}</p>}
      {!cardToTake && way !== 'identityCard' && ways.electronicCard && (
        <button
          type="button"
          class={`button button-large ${way === 'electronicCard' ? 'button-primary' : ''}`}
          data-action="choose-electronic-card"
          onClick={() => send({ type: 'person.choseElectronicCard' })}
        >
          {t(way === 'electronicCard' ? 'cardProblem.scanAgain' : 'cardProblem.tryElectronicCard')}
        </button>
      )}
    </Message>
  );
}

function stemOf({ way, errorCode }: Problem) {
  switch (way) {
    case 'identityCard':
      return `cardProblem.${errorCode}` as const;
    case 'socialSecurityCard':
      return hasOwnWords(way, errorCode)
        ? (`cardProblem.socialSecurityCard.${errorCode}` as const)
        : (`cardProblem.${errorCode}` as const);
    case 'electronicCard':
      return hasOwnWords(way, errorCode)
        ? (`cardProblem.electronicCard.${errorCode}` as const)
        : (`cardProblem.${errorCode}` as const);
    default:
      return assertNever(way, 'way');
  }
}

function hasOwnWords<W extends Way>(way: W, code: CardProblemCode): code is (typeof OWN_WORDS)[W][number] {
  return OWN_WORDS[way].some((candidate) => candidate === code);
}

function pictureOf({ way, errorCode, cardToTake }: Problem, profile: KioskProfile) {
  if (way === 'identityCard' && errorCode !== 'readerLost')
    return {
      picture: (
        <WayPicture way={way} profile={profile} motion={errorCode === 'noMedia' ? 'present' : 'take'} />
      ),
    };
  if (way === 'socialSecurityCard' && (cardToTake || TO_BE_TRIED_AGAIN.has(errorCode)))
    return {
      picture: <WayPicture way={way} profile={profile} motion={cardToTake ? 'take' : 'present'} />,
    };
  return { tone: 'warning', picture: <AlertIcon /> } as const;
}

/** The pad has twelve places at most; the card's own PIN is mostly six. */
const PLACES_SHOWN = 6;

export function PinEntry({ content, send }: DrawProps<'pinEntry'>) {
  const { triesLeft, wrong, digits } = content;
  const places = Math.max(PLACES_SHOWN, digits);
  const fit = useFit([String(triesLeft), String(wrong)]);
  return (
    <div {...fit} class="pin-entry">
      <div class="pin-words">
        <h1 tabIndex={-1}>{t('pinEntry.title')}</h1>
        <p
          class={places > PLACES_SHOWN ? 'pin-places pin-places-many' : 'pin-places'}
          role="img"
          aria-label={t('pinEntry.digits', { count: digits })}
        >
          {Array.from({ length: places }, (_, place) => (
            <i key={place} class={place < digits ? 'pin-place pin-place-full' : 'pin-place'} />
          ))}
        </p>
        <div class="pin-said" aria-live="assertive">
          {wrong && <p class="pin-wrong">{t('pinEntry.wrong')}</p>}
          <p class={triesLeft === 1 ? 'note' : 'pin-tries'}>
            {triesLeft === 1 ? t('pinEntry.lastTry') : t('pinEntry.triesLeft', { count: triesLeft })}
          </p>
        </div>
      </div>
      <div class="pin-how">
        <PinPadPrompt />
        <ul class="pin-keys">
          {KEYS.map((key) => (
            <li key={key} class={`pin-key-${key}`}>
              {t(`pinEntry.key.${key}`)}
            </li>
          ))}
        </ul>
        <p>{t('pinEntry.shield')}</p>
      </div>
      <button
        type="button"
        class="button button-large pin-cancel"
        data-action="cancel-pin"
        onClick={() => send({ type: 'person.wentBack' })}
      >
        {t('pinEntry.cancel')}
      </button>
    </div>
  );
}

const KEYS = ['stop', 'correct', 'done'] as const;

export function ScanCode({ content: { checking }, profile }: DrawProps<'scanCode'>) {
  if (checking) {
    return (
      <Message
        picture={<WayPicture way="electronicCard" profile={profile} motion="rest" />}
        title={t('scanCode.checking')}
        lines={[t('scanCode.checkingBody')]}
      >
        <Waiting />
      </Message>
    );
  }
  return (
    <Message
      picture={<WayPicture way="electronicCard" profile={profile} motion="present" />}
      title={t('scanCode.title')}
      lines={[t('scanCode.body')]}
    >
      <p class="note">{t('scanCode.notMedical')}</p>
    </Message>
  );
}

export function CardRetained() {
  return (
    <Message
      tone="warning"
      picture={<AlertIcon />}
      title={t('cardRetained.title')}
      lines={[t('cardRetained.body'), t('cardRetained.next')]}
    />
  );
}
