import type { Overlay, PersonEvent, StaffCall } from '#kiosk-ui/machines/screen-model.ts';
import { type KioskAlone, WELL } from '#test/page/kiosk-alone.ts';
import { along, type Path, visit, waitUntil } from './steps.ts';

const connected: Path = (kiosk) => kiosk.connect();
const wish =
  (event: PersonEvent): Path =>
  async (kiosk) => {
    kiosk.actor.send(event);
    await kiosk.settle();
  };

const call = wish({ type: 'person.calledStaff', reason: 'howToUse' });
const CALL_STATES: Record<StaffCall, Path> = {
  notCalled: async () => undefined,
  calling: call,
  called: along(call, (kiosk) => kiosk.settleCommand('Staff.Call', { code: 'success', payload: {} })),
  answered: along(
    call,
    (kiosk) => kiosk.settleCommand('Staff.Call', { code: 'success', payload: {} }),
    (kiosk) => kiosk.tell({ type: 'staff.answered' }),
  ),
  notReached: along(call, (kiosk) =>
    kiosk.settleCommand('Staff.Call', { code: 'commandErrorCode', errorCode: 'deskNotReached' }),
  ),
};

const output =
  (where: 'headphones' | 'loudspeaker' | 'none'): Path =>
  (kiosk) =>
    kiosk.changeStatus({
      speech: { device: where === 'none' ? 'noDevice' : 'online', output: where },
    } as Parameters<KioskAlone['changeStatus']>[0]);

const openSettings = wish({ type: 'person.openedSettings' });
const openLanguages = wish({ type: 'person.openedLanguages' });
const openHelp = wish({ type: 'person.openedHelp' });
const speak = wish({ type: 'person.choseSpeech', speech: true });

/** What lies over a screen because a person asked for it, or because the kiosk must. `stillThere` and `reconnecting` are no overlays of the model. */
export const OVER_SCENES = {
  settings: {
    'before a visit': along(connected, openSettings),
    'in a visit': along(visit, openSettings),
    'spoken, in headphones': along(visit, output('headphones'), speak, openSettings),
    'without a voice': along(visit, output('none'), openSettings),
  },
  languages: { 'before a visit': along(connected, openLanguages), 'in a visit': along(visit, openLanguages) },
  help: {
    ...Object.fromEntries(
      Object.entries(CALL_STATES).map(([state, path]) => [state, along(visit, openHelp, path)]),
    ),
    'before a visit': along(connected, openHelp),
    'with family': along(visit, wish({ type: 'person.choseCompany', company: 'family' }), openHelp),
    'with staff': along(visit, wish({ type: 'person.choseCompany', company: 'staff' }), openHelp),
    'out of service': along(
      (kiosk) =>
        kiosk.connect({ availability: 'unavailable', reasons: ['outOfServiceBackend'], status: WELL }),
      openHelp,
    ),
  },
  stillThere: {
    'on the pension': along(visit, (kiosk) => waitUntil(kiosk, () => kiosk.screen.stillThere !== null)),
    'on a table': along(
      visit,
      (kiosk) => kiosk.person('person.openedContributions'),
      (kiosk) => waitUntil(kiosk, () => kiosk.screen.stillThere !== null),
    ),
  },
  reconnecting: { plain: along(visit, (kiosk) => kiosk.tell({ type: 'link.lost' })) },
} satisfies Record<Overlay['id'] | 'stillThere' | 'reconnecting', Record<string, Path>>;
