import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { BackStep, DrawProps, Send } from './components/draw.ts';
import { Frame } from './components/frame.tsx';
import { languageInUse, loadLanguage, switchTo, t } from './locales/text.ts';
import type { Language } from './machines/preferences.ts';
import type { ScreenId, ScreenModel } from './machines/screen-model.ts';
import { QUIET_SCREENS } from './screens/quiet-screens.tsx';
import { applyPreferences } from './theme/apply-preferences.ts';

type Visit = typeof import('./screens/visit-screens.ts');

let visit: Visit | null = null;

// Asked for at once and waited for by nobody: without it the system's own font stays.
import('./theme/fonts.css').catch(() => undefined);

/** The screens of a visit and the engine of their words, chunks of their own; at once when they are here. */
async function loadVisitScreens(): Promise<void> {
  const [screens] = await Promise.all([import('./screens/visit-screens.ts'), loadLanguage('zh-Hans')]);
  visit = screens;
}

/** Everything that a first paint does without, so that no tap waits for it later. */
async function prefetchVisit(): Promise<void> {
  await Promise.all([loadVisitScreens(), loadLanguage('en')]);
}

/** The page has only its own origin to load from; where that fails, it is tried again while it is needed. */
const LOAD_AGAIN_MS = 1_000;

interface AppProps {
  readonly model: ScreenModel;
  readonly send: Send;
  readonly profile: KioskProfile;
  /** Speech is wanted, and there is no voice for the language of the page. */
  readonly voiceMissing: boolean;
}

/** The whole page, drawn from the model and nothing else. */
export function App({ model, send, profile, voiceMissing }: AppProps) {
  const asked = model.stillThere !== null || model.reconnecting;
  const covered = asked || model.overlay !== null;
  const here = useLoaded(model.preferences.language, covered || !(model.content.id in QUIET_SCREENS));
  const { preferences } = model;
  // Before anything below is drawn: what measures itself there stands in these sizes already.
  useMemo(() => applyPreferences(document.documentElement, preferences, profile), [preferences, profile]);
  const main = useRef<HTMLDivElement>(null);
  const backStep = useRef<BackStep['current']>(null);
  const sendFromFrame = useCallback<Send>(
    (event) => {
      if (event.type === 'person.wentBack' && backStep.current !== null) backStep.current();
      else send(event);
    },
    [send],
  );
  const { content, holder, figures, canShowFigures, speechOutput, staffCall } = model;
  const { id } = content;
  const language = languageInUse();
  // What lies over a screen comes and goes without drawing it anew; `staffCall` and `voiceMissing` take room from it.
  const middle = useMemo(
    () => (
      <Middle
        key={id}
        {...{ content, send, holder, figuresShown: figures, preferences, canShowFigures, speechOutput }}
        {...{ backStep, profile, language }}
      />
    ),
    [
      ...[content, send, holder, figures, preferences, canShowFigures, speechOutput, profile],
      ...[language, here, staffCall, voiceMissing],
    ],
  );
  // Where a screen begins, for whoever hears it or works it with keys.
  useEffect(() => main.current?.querySelector('h1')?.focus({ preventScroll: true }), [id, here]);

  return (
    <>
      <Frame model={model} send={sendFromFrame} covered={covered && visit !== null}>
        {voiceMissing && (
          <p class="voice-note" role="status">
            {t('spoken.noVoice')}
          </p>
        )}
        <div class="screen" ref={main}>
          {middle}
        </div>
      </Frame>
      {visit !== null && model.overlay !== null && (
        <visit.Overlays
          id={model.overlay.id}
          covered={asked}
          {...{ preferences, profile, send, language: languageInUse() }}
          speechOutput={model.speechOutput}
          staffCall={model.staffCall}
        />
      )}
      {visit !== null && model.stillThere !== null && (
        <visit.StillThere secondsLeft={model.stillThere.secondsLeft} send={send} />
      )}
      {visit !== null && model.stillThere === null && model.reconnecting && <visit.Reconnecting />}
    </>
  );
}

function Middle(props: DrawProps<ScreenId>) {
  const screens = { ...QUIET_SCREENS, ...visit?.VISIT_SCREENS };
  // The table has a screen for each id that takes exactly that content; TypeScript cannot pair them by itself.
  const Screen = screens[props.content.id] as ((props: DrawProps<ScreenId>) => JSX.Element) | undefined;
  return Screen === undefined ? <div class="screen-loading" aria-busy="true" /> : <Screen {...props} />;
}

/** Whether language and screens are here; draws again when they come. */
function useLoaded(language: Language, needsVisit: boolean): boolean {
  const [attempt, drawAgain] = useReducer<number, void>((count: number) => count + 1, 0);
  const here = switchTo(language) && (visit !== null || !needsVisit);
  useEffect(() => {
    if (here) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    Promise.all([loadLanguage(language), loadVisitScreens()]).then(
      () => drawAgain(),
      () => {
        waiting = setTimeout(drawAgain, LOAD_AGAIN_MS);
      },
    );
    return () => clearTimeout(waiting);
  }, [here, language, attempt]);

  useEffect(() => {
    const idle = requestIdleCallback(() => {
      // A failure here costs nothing: what is missing is loaded, and tried again, when it is needed.
      prefetchVisit().catch(() => undefined);
    });
    return () => cancelIdleCallback(idle);
  }, []);
  return here;
}
