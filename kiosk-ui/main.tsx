import { render } from 'preact';
import { createActor } from 'xstate';
import { App } from './app.tsx';
import { createRecordsClient } from './daemon-link/records-client.ts';
import { WebSocketLink } from './daemon-link/web-socket-link.ts';
import { showWhatIsPressed } from './keys/pressed-look.ts';
import { teachKioskManners } from './kiosk-manners.ts';
import { kioskProfile } from './kiosk-profile.ts';
import { createKioskMachine } from './machines/kiosk.ts';
import { sameScreen, withPartsOf } from './machines/same-screen.ts';
import type { PersonEvent, ScreenModel } from './machines/screen-model.ts';
import { screenOf } from './machines/screen-of.ts';
import { pageTokens } from './page-token.ts';
import { Senses } from './senses.ts';

/** After a bug the page starts anew; not at once, so that a bug at start does not spin. */
const RELOAD_AFTER_BUG_MS = 2_000;
for (const name of ['error', 'unhandledrejection'] as const) {
  window.addEventListener(name, () => setTimeout(() => location.reload(), RELOAD_AFTER_BUG_MS));
}
teachKioskManners();
showWhatIsPressed();

let programIsOld = false;
const link = new WebSocketLink(
  `ws://${location.host}/socket`,
  pageTokens(() => {
    programIsOld = true;
  }),
);
const profile = kioskProfile();
const machine = createKioskMachine({
  link,
  profile,
  records: createRecordsClient(() => link.token),
  newJobId: () => crypto.randomUUID(),
});
/** A change anywhere in the tree of machines may show; the root alone would not tell of its children's. */
const kiosk = createActor(machine, { inspect: ({ type }) => type === '@xstate.snapshot' && drawSoon() });
const send = (event: PersonEvent) => kiosk.send(event);
const root = document.querySelector('#app');
if (root === null) throw new Error('the document has no place for the kiosk');

const currentModel = () => screenOf(kiosk.getSnapshot());
let voiceMissing = false;
const senses = new Senses({
  link,
  profile,
  send,
  model: currentModel,
  noteActivity: noteTouch,
  onVoice: (missing) => {
    voiceMissing = missing;
    drawn = null;
    drawSoon();
  },
});

let drawing = false;
let drawn: ScreenModel | null = null;
function drawSoon(): void {
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
}

function draw(): void {
  drawing = false;
  if (root === null) return;
  const model = currentModel();
  if (programIsOld && model.content.id === 'attract') return location.reload();
  if (drawn !== null && sameScreen(drawn, model)) return;
  drawn = drawn === null ? model : withPartsOf(drawn, model);
  render(<App {...{ model: drawn, send, profile, voiceMissing }} />, root);
  senses.drawn(drawn);
}

/** A tap's click comes within this time of the finger's leaving the glass. */
const CLICK_FOLLOWS_MS = 300;

/** Any touch says that somebody is there; what was touched is the buttons' affair. */
function noteTouch(): void {
  send({ type: 'person.wasThere' });
}
const isAsking = () => currentModel().stillThere !== null;
document.addEventListener('pointerdown', () => {
  if (!isAsking()) noteTouch();
});
// The question stays until the tap is over: were it gone before, the tap would press what lies under it.
document.addEventListener('pointerup', () => {
  if (isAsking()) setTimeout(noteTouch, CLICK_FOLLOWS_MS);
});

kiosk.start();
link.open();
requestIdleCallback(() => void senses.attend());
