import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { KeypadKey } from '#shared/protocol/assistance.ts';
import { assertNever } from '#shared/result.ts';
import type { Send } from '../components/draw.ts';
import type { Link } from '../daemon-link/link.ts';
import type { ScreenModel } from '../machines/screen-model.ts';
import { DoubleStrike, strikeLimitMs } from './double-strike.ts';
import { controlFor, controlsIn, isControl, neighbour, topmostScope } from './focus-order.ts';
import { meaningOf } from './keyboard.ts';

/** What of the voice can be asked for with keys. */
interface Voice {
  repeat(): void;
  togglePause(): void;
  noFurtherPage(direction: 'next' | 'previous'): void;
}

interface HandsWorld {
  readonly link: Link;
  readonly profile: KioskProfile;
  readonly send: Send;
  readonly model: () => ScreenModel;
  readonly voice: () => Voice | null;
  /** Somebody is there. */
  readonly noteActivity: () => void;
  /** Something was pressed that answers. */
  readonly onPress: () => void;
}

interface Place {
  /** Held weakly: a button that has left the page would keep what its screen showed. */
  readonly control: WeakRef<Element>;
  readonly action: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** A finger that strikes twice does not hit the same spot twice. */
const SAME_PLACE_PX = 48;

/**
 * Everything by five keys, or by two: previous, next, select, back, on. Keys of a keyboard and of the daemon's keypad are
 * one. It also sees to it that what is struck twice by a trembling hand counts once, for keys and for the glass.
 */
export function attendHands(world: HandsWorld): void {
  const { link, profile, model } = world;
  const keys = new DoubleStrike<KeypadKey>();
  const places = new DoubleStrike<Place>(isSamePlace);
  const focus = new Focus();
  const limitMs = () => strikeLimitMs(model().preferences.speech);

  const pressed = (key: KeypadKey, atMs: number) => {
    if (keys.counts(key, atMs, limitMs())) press(key, world, focus);
  };
  document.addEventListener('keydown', (event) => {
    const key = meaningOf(event, profile.keypad);
    if (key === null) return;
    event.preventDefault();
    if (!event.repeat) pressed(key, event.timeStamp);
  });
  // The browser's own click of Enter and of the space bar would be a second one.
  document.addEventListener('keyup', (event) => {
    if (meaningOf(event, profile.keypad) !== null) event.preventDefault();
  });
  link.listen((fact) => {
    if (fact.type === 'key.pressed') pressed(fact.key, performance.now());
  });
  window.addEventListener(
    'click',
    (event) => {
      const control = event.target instanceof Element ? event.target.closest<HTMLElement>('button, a') : null;
      if (control === null) return;
      const { clientX: x, clientY: y, timeStamp } = event;
      const place = { control: new WeakRef(control), action: control.dataset['action'], x, y };
      if (places.counts(place, timeStamp, limitMs())) return world.onPress();
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** The same control, or another one that has come to where the finger is. */
function isSamePlace(one: Place, other: Place): boolean {
  if (
    one.control.deref() === other.control.deref() ||
    (one.action !== undefined && one.action === other.action)
  )
    return true;
  // A click by key has no place.
  const touched = (one.x !== 0 || one.y !== 0) && (other.x !== 0 || other.y !== 0);
  return touched && Math.hypot(one.x - other.x, one.y - other.y) < SAME_PLACE_PX;
}

/** Where the focus is, or was before the control that had it went away. */
class Focus {
  #index = -1;

  move(step: 1 | -1): void {
    const controls = controlsIn(topmostScope());
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    const next = isLost ? this.#fromLost(controls, step) : neighbour(controls, activeElement, step);
    if (next === undefined) return;
    next.focus({ preventScroll: true });
    this.#index = controls.indexOf(next);
  }

  #fromLost(controls: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
    // What went away no longer counts: what came after it stands at its place now.
    const index = this.#index < 0 ? (step === 1 ? 0 : -1) : this.#index + (step === 1 ? 0 : -1);
    return controls.at(index) ?? controls[0];
  }

  /** @returns the control that is to be worked; null where the focus had still to come to one */
  chosen(): HTMLElement | null {
    const scope = topmostScope();
    const { activeElement } = document;
    if (isControl(activeElement) && scope.contains(activeElement)) return activeElement;
    this.move(1);
    return null;
  }
}

function press(key: KeypadKey, world: HandsWorld, focus: Focus): void {
  const { model, send, voice } = world;
  if (!model().preferences.keys) send({ type: 'person.usedKeys' });
  const asking = model().stillThere !== null;
  world.noteActivity();
  if (asking) return world.onPress();
  switch (key) {
    case 'up':
      return focus.move(-1);
    case 'down':
      return focus.move(1);
    case 'select':
      return focus.chosen()?.click();
    case 'left':
      return turn('previous', world);
    case 'right':
      return turn('next', world);
    case 'help':
      return send({ type: 'person.openedHelp' });
    case 'repeat':
      // Whoever asks for it to be said again wants to hear it at all.
      if (voice() === null) return send({ type: 'person.choseSpeech', speech: true });
      return voice()?.repeat();
    case 'pause':
      return voice()?.togglePause();
    case 'volumeUp':
    case 'volumeDown': {
      const { volume } = model().preferences;
      return send({ type: 'person.choseVolume', volume: volume + (key === 'volumeUp' ? 1 : -1) });
    }
    case 'end':
      return controlFor(topmostScope(), 'end')?.click();
    default:
      return assertNever(key, 'key');
  }
}

/** Turns a page; where there is none before, goes back. */
function turn(direction: 'next' | 'previous', { voice }: HandsWorld): void {
  const scope = topmostScope();
  const action = `${direction}-page`;
  const page = controlFor(scope, action);
  if (page !== undefined) return page.click();
  if (direction === 'next') {
    if (scope.querySelector(`[data-action="${action}"]`) !== null) voice()?.noFurtherPage('next');
    return;
  }
  (controlFor(scope, 'close-overlay') ?? controlFor(scope, 'back'))?.click();
}
