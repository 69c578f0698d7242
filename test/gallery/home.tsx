import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { TEXT_SIZES, THEMES } from '#kiosk-ui/machines/preferences.ts';
import { CABINET_KEYS } from './cabinets.ts';
import { PANEL_KEYS, PANELS } from './panels.ts';
import { PEOPLE, PERSON_KEYS } from './people.ts';
import { SCENES, type Scene, type Subject } from './scenes.ts';
import { addressOf, optionsFrom, type ShowOptions } from './show-options.ts';
import { WORDS } from './words.ts';

type Look = Omit<ShowOptions, 'scene'>;

/** In the order in which a citizen meets them. */
const CHAPTERS: readonly { readonly title: string; readonly subjects: readonly Subject[] }[] = [
  { title: 'Before anybody comes', subjects: ['starting', 'attract', 'outOfService'] },
  {
    title: 'Who is it?',
    subjects: ['presentCard', 'reading', 'pinEntry', 'scanCode', 'cardProblem', 'cardRetained'],
  },
  {
    title: 'The records',
    subjects: [
      'openingRecords',
      'pension',
      'contributions',
      'accountYears',
      'home',
      'recordsUnavailable',
      'notOnFile',
    ],
  },
  { title: 'Paper', subjects: ['statementPreview', 'printing', 'takePaper', 'printFailed'] },
  { title: 'The end', subjects: ['takeCard', 'goodbye'] },
  {
    title: 'Over a screen',
    subjects: ['languages', 'settings', 'help', 'stillThere', 'reconnecting'],
  },
];

function Home() {
  const [look, setLook] = useState<Look>(() => optionsFrom(new URLSearchParams(location.search)));
  const [open, setOpen] = useState<Scene | null>(null);
  const change = (changed: Partial<Look>) => setLook({ ...look, ...changed });
  useEffect(() => {
    const address = addressOf({ ...optionsFrom(new URLSearchParams()), ...look });
    history.replaceState(null, '', address === '' ? location.pathname : `?${address}`);
  }, [look]);
  return (
    <>
      <header class="top">
        <h1>
          Screen gallery <small>{SCENES.length} scenes</small>
        </h1>
        <Pickers look={look} change={change} />
      </header>
      <main>
        {CHAPTERS.map(({ title, subjects }) => (
          <section key={title}>
            <h2>{title}</h2>
            {subjects.map((subject) => (
              <div key={subject} class="subject">
                <h3>
                  <code>{subject}</code>
                </h3>
                <ul class="thumbnails" data-layout={layoutOf(look)}>
                  {SCENES.filter((scene) => scene.subject === subject).map((scene) => (
                    <Thumbnail key={scene.name} scene={scene} look={look} open={() => setOpen(scene)} />
                  ))}
                </ul>
              </div>
            ))}
          </section>
        ))}
      </main>
      {open !== null && <Large scene={open} look={look} turnTo={setOpen} />}
    </>
  );
}

function Pickers({ look, change }: { look: Look; change: (changed: Partial<Look>) => void }) {
  const pick = <Name extends keyof Look>(
    label: string,
    name: Name,
    values: readonly Look[Name][],
    words: (value: Look[Name]) => string = String,
  ) => (
    <label>
      <span>{label}</span>
      <select
        name={name}
        value={String(look[name])}
        onChange={({ currentTarget }) => {
          const value = values[currentTarget.selectedIndex];
          if (value !== undefined) change({ [name]: value });
        }}
      >
        {values.map((value) => (
          <option key={String(value)} value={String(value)}>
            {words(value)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form class="pickers">
      {pick('Panel', 'panel', PANEL_KEYS, (panel) => PANELS[panel].name)}
      {pick('Cabinet', 'cabinet', CABINET_KEYS)}
      {pick('Text', 'textSize', TEXT_SIZES)}
      {pick('Theme', 'theme', THEMES)}
      {pick('Language', 'language', WORDS)}
      {pick('Person', 'person', PERSON_KEYS, (person) => `${person} – ${PEOPLE[person]}`)}
      {pick('Amounts', 'figures', ['found', 'shown'])}
      {pick('Reach', 'lowReach', [false, true], (low) => (low ? 'low' : 'whole'))}
      {pick('Keys', 'keys', [false, true], (used) => (used ? 'used' : 'unused'))}
    </form>
  );
}

const layoutOf = ({ panel }: Look) => (PANELS[panel].height > PANELS[panel].width ? 'tall' : 'wide');

const frameAddress = (scene: Scene, look: Look) =>
  `screen.html?${new URLSearchParams({ scene: scene.name })}&${addressOf({ ...look, scene: 'attract: all' })}`;

/** Drawn while it can be seen: a hundred live kiosks at once are too many. */
function Thumbnail({ scene, look, open }: { scene: Scene; look: Look; open: () => void }) {
  const [seen, setSeen] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <li ref={place}>
      <button type="button" onClick={open}>
        <Glass scene={scene} look={look} shown={seen} live={false} />
        <span>{scene.variant}</span>
      </button>
    </li>
  );
}

/** A panel, drawn smaller: as wide as its place allows. */
function Glass({ scene, look, shown, live }: { scene: Scene; look: Look; shown: boolean; live: boolean }) {
  const { width, height } = PANELS[look.panel];
  return (
    <span class="glass" style={{ '--w': String(width), '--h': String(height) }}>
      {shown && (
        <iframe
          key={frameAddress(scene, look)}
          title={scene.name}
          src={`${frameAddress(scene, look)}${live ? '' : '&still'}`}
          width={width}
          height={height}
          tabIndex={live ? 0 : -1}
          inert={!live}
        />
      )}
    </span>
  );
}

function Large({ scene, look, turnTo }: { scene: Scene; look: Look; turnTo: (scene: Scene | null) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const at = SCENES.indexOf(scene);
  const beside = (step: number) => SCENES[(at + step + SCENES.length) % SCENES.length] ?? scene;
  return (
    <dialog ref={dialog} class="large" data-layout={layoutOf(look)} onClose={() => turnTo(null)}>
      <Glass scene={scene} look={look} shown live />
      <aside>
        <h2>
          <code>{scene.subject}</code>
        </h2>
        <p>{scene.variant}</p>
        <p class="hint">It is the kiosk itself: press its buttons. Its clock stands still.</p>
        <button type="button" onClick={() => turnTo(beside(-1))}>
          ← {beside(-1).name}
        </button>
        <button type="button" onClick={() => turnTo(beside(1))}>
          {beside(1).name} →
        </button>
        <a href={frameAddress(scene, look)} target="_blank" rel="noreferrer">
          By itself in a window
        </a>
        <button type="button" class="close" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </aside>
    </dialog>
  );
}

const home = document.querySelector('#home');
if (home === null) throw new Error('the document has no place for the gallery');
render(<Home />, home);
