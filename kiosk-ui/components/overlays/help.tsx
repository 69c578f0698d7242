import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import { t } from '../../locales/text.ts';
import { COMPANIES } from '../../machines/preferences.ts';
import type { StaffCall } from '../../machines/screen-model.ts';
import { Choice, Choices } from './choice.tsx';
import { KeypadPicture } from './keypad-picture.tsx';
import type { OverlayProps } from './overlays.tsx';
import { Panel, type PanelItem } from './panel.tsx';

/** Help from people: staff who are called, somebody who stands beside; and the keys, for whoever would rather use them. */
export function Help(props: OverlayProps) {
  const { preferences, language, profile, staffCall, send } = props;
  const { keypad } = profile;
  const items = [
    ...(isCalled(staffCall) ? [callUnderWay(staffCall, props)] : reasons(props)),
    company(props),
    ...(keypad === 'none' ? [] : [keys(keypad)]),
  ];
  return (
    <Panel
      id="help"
      title={t('help.title')}
      items={items}
      drawnFrom={[language, preferences.textSize, preferences.lowReach, staffCall].join()}
      send={send}
    />
  );
}

type CallUnderWay = Exclude<StaffCall, 'notCalled' | 'notReached'>;
const isCalled = (call: StaffCall): call is CallUnderWay => call !== 'notCalled' && call !== 'notReached';

function callUnderWay(call: CallUnderWay, { send }: OverlayProps): PanelItem {
  return {
    key: 'call',
    draw: () => (
      <div class="call-state">
        <p role="status">
          <b>{t(`help.${call}`)}</b>
          <br />
          <span>{t(`help.${call}Body`)}</span>
        </p>
        <button
          type="button"
          class="button"
          data-action="cancel-call"
          onClick={() => send({ type: 'person.cancelledCall' })}
        >
          {t('help.cancel')}
        </button>
      </div>
    ),
  };
}

/** What is rarest stands last: where room is short it is the one on the next page. */
const REASONS = Object.keys({
  howToUse: 0,
  cardOrMachine: 0,
  aboutMyRecords: 0,
  feelingUnwell: 0,
  otherErrand: 0,
} satisfies Record<StaffCallReason, 0>) as StaffCallReason[];

function reasons({ staffCall, profile, send }: OverlayProps): PanelItem[] {
  return [
    {
      key: 'lead',
      draw: () =>
        staffCall === 'notReached' ? (
          <NotReached counter={profile.counter} />
        ) : (
          <p class="panel-words">{t('help.lead')}</p>
        ),
    },
    ...REASONS.map((reason) => ({
      key: reason,
      half: true,
      draw: () => (
        <button
          type="button"
          class="choice"
          data-action={`call-${reason}`}
          onClick={() => send({ type: 'person.calledStaff', reason })}
        >
          {t(`help.reason.${reason}`)}
        </button>
      ),
    })),
  ];
}

/** Nobody could be told: where somebody is to be found. */
function NotReached({ counter }: { counter: string | null }) {
  return (
    <div class="call-state call-failed">
      <p role="status">
        <b>{t('help.notReached')}</b>
        <br />
        <span>{t('help.notReachedBody', { counter: counter ?? t('help.counter') })}</span>
        <br />
        <span>{t('help.tryAgain')}</span>
      </p>
    </div>
  );
}

function company({ preferences, send }: OverlayProps): PanelItem {
  return {
    key: 'company',
    draw: () => (
      <Choices label={t('company.title')}>
        {COMPANIES.map((each) => (
          <Choice
            key={each}
            action={`company-${each}`}
            chosen={each === preferences.company}
            onClick={() => send({ type: 'person.choseCompany', company: each })}
          >
            <b>{t(`company.${each}`)}</b>
            <span class="choice-hint">{t(`company.${each}Hint`)}</span>
          </Choice>
        ))}
      </Choices>
    ),
  };
}

const keys = (keypad: Exclude<KioskProfile['keypad'], 'none'>): PanelItem => ({
  key: 'keys',
  draw: () => <KeypadPicture keypad={keypad} />,
});
