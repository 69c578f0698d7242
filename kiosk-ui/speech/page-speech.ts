import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { Link } from '../daemon-link/link.ts';
import { controlsIn, isControl, topmostScope } from '../keys/focus-order.ts';
import { languageInUse, loadLanguage, switchTo, t } from '../locales/text.ts';
import type { Language } from '../machines/preferences.ts';
import type { ScreenModel } from '../machines/screen-model.ts';
import { readChoices, readControl } from './controls.ts';
import { LiveRegions } from './live-regions.ts';
import { onlyInPictures } from './only-in-pictures.ts';
import { readContent, readWhole, type Setting } from './reading.ts';
import { type Manner, SayQueue } from './say-queue.ts';
import { dialogNow, isBusy, readTurned, volumeInWords } from './scene.ts';
import { type Spoken, sentencesOf } from './wording.ts';

interface SpeechWorld {
  readonly link: Link;
  readonly profile: KioskProfile;
  /** Whether the language of the page has no voice. */
  readonly onVoice: (missing: boolean) => void;
}

/** A screen is drawn, then its focus is set: what is heard waits for both. */
const SETTLE_MS = 50;

const WATCHED = ['aria-checked', 'aria-pressed', 'aria-label', 'aria-busy', 'data-spoken', 'disabled'];

/** Reads the page aloud while it is switched on: what comes, what has the focus, what changes. */
export class PageSpeech {
  readonly #queue: SayQueue;
  readonly #live = new LiveRegions();
  readonly #observer = new MutationObserver((changes) => {
    for (const { target } of changes) this.#live.noteChanged(target);
    this.#lookSoon();
  });
  #model: ScreenModel;
  #looking: ReturnType<typeof setTimeout> | undefined;
  /** What was read last as a whole; a new one is read from its heading. */
  #scene = '';
  /** The scene of the page itself, also while a dialog lies over it. */
  #page = '';
  /** The lines of the scene, as they were when it was read. */
  #lines: readonly Spoken[] = [];
  /** The person asked for the amounts, and has not heard them yet. */
  #figuresShown = false;
  #wasBusy = false;
  #focused: Element | null = null;
  #focusedWords = '';
  #greeted = false;
  /** How to go on was said. */
  #explained = false;
  #saidHeadphonesNeeded = false;
  #silentFor: Language | null = null;
  /** The last thing asked for was to hear it again. */
  #repeated = false;
  #stopped = false;

  constructor(
    private readonly world: SpeechWorld,
    model: ScreenModel,
  ) {
    this.#model = model;
    const { link } = world;
    this.#queue = new SayQueue(
      {
        say: (sentence, { volume, ratePercent }) =>
          link.command('Speech.Say', { ...sentence, volume, ratePercent }),
        onPrivateSkipped: () => this.#sayHeadphonesNeeded(),
        onNoVoice: (language) => {
          this.#silentFor = language;
          world.onVoice(true);
        },
      },
      this.#manner(),
    );
  }

  /** Begins with a greeting; the words for the ear are in a chunk that may still be on its way. */
  async start(): Promise<void> {
    await loadLanguage(this.#model.preferences.language);
    if (this.#stopped) return;
    switchTo(languageInUse());
    this.#observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: WATCHED,
    });
    document.addEventListener('focusin', this.#lookSoon);
    this.#lookSoon();
  }

  stop(): void {
    this.#stopped = true;
    this.#observer.disconnect();
    document.removeEventListener('focusin', this.#lookSoon);
    clearTimeout(this.#looking);
    this.#queue.stop();
    this.world.onVoice(false);
  }

  /** The page was drawn from this. */
  drawn(model: ScreenModel): void {
    const before = this.#model;
    this.#model = model;
    this.#queue.manner = this.#manner();
    if (model.holder === null || model.speechOutput === 'headphones') this.#saidHeadphonesNeeded = false;
    if (before.figures === 'masked' && model.figures === 'shown') this.#figuresShown = true;
    // With the screen they stood on they are gone, and that is no news.
    const sameScreen = before.content.id === model.content.id;
    if (sameScreen && before.figures === 'shown' && model.figures === 'masked')
      this.#remark('figures', t('figures.covered'));
    this.#sayWhatChanged(before, model);
    this.#lookSoon();
  }

  /** Says the last thing again; asked for twice, everything on the screen. */
  repeat(): void {
    if (this.#repeated) {
      this.#scene = '';
      this.#page = '';
      return this.#look();
    }
    this.#queue.again();
    this.#repeated = true;
  }

  togglePause(): void {
    if (this.#queue.paused) this.#queue.resume();
    else this.#queue.pause();
  }

  /** A key that has nothing to do here. */
  noFurtherPage(direction: 'next' | 'previous'): void {
    this.#remark('page', t(direction === 'next' ? 'spoken.lastPage' : 'spoken.firstPage'));
  }

  #manner(): Manner {
    const { preferences, speechOutput } = this.#model;
    const { volume, ratePercent } = preferences;
    return { volume, ratePercent, language: languageInUse(), headphones: speechOutput === 'headphones' };
  }

  #setting(): Setting {
    return { language: languageInUse(), personal: this.#model.holder !== null };
  }

  /** A sentence of our own, in the language of the page. */
  #own = (text: string): Spoken => ({ text, language: languageInUse(), private: false });

  #remark(about: string, text: string): void {
    if (!this.#isSilent()) this.#queue.remark(about, sentencesOf([this.#own(text)]));
  }

  #isSilent(): boolean {
    if (this.#silentFor === null) return false;
    if (this.#silentFor === languageInUse()) return true;
    this.#silentFor = null;
    this.world.onVoice(false);
    return false;
  }

  #sayHeadphonesNeeded(): void {
    if (this.#saidHeadphonesNeeded) return;
    this.#saidHeadphonesNeeded = true;
    this.#remark('headphones', t('spoken.needHeadphones'));
  }

  #sayWhatChanged(before: ScreenModel, { preferences, content }: ScreenModel): void {
    const { volume, ratePercent, screenBlank } = preferences;
    if (volume !== before.preferences.volume) this.#remark('volume', volumeInWords(volume));
    if (ratePercent !== before.preferences.ratePercent)
      this.#remark('rate', t('spoken.rate', { percent: ratePercent }));
    if (screenBlank !== before.preferences.screenBlank)
      this.#remark('blank', t(screenBlank ? 'spoken.blankOn' : 'spoken.blankOff'));
    if (
      content.id === 'pinEntry' &&
      before.content.id === 'pinEntry' &&
      content.digits !== before.content.digits
    )
      this.#remark(
        'digits',
        content.digits > before.content.digits
          ? t('spoken.star')
          : t('pinEntry.digits', { count: content.digits }),
      );
  }

  readonly #lookSoon = (): void => {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => this.#look(), SETTLE_MS);
  };

  #look(): void {
    if (this.#stopped || this.#isSilent()) return;
    this.#queue.manner = this.#manner();
    const scope = topmostScope();
    const heading = scope.querySelector('h1, h2, [role="heading"]');
    // The screen's own chunk is on its way: it will be looked at again when it is drawn.
    if (heading === null) return;
    const isPage = scope === document.body;
    const scene = isPage ? this.#pageNow(heading) : dialogNow(scope, heading);
    const focused = document.activeElement;
    const words = this.#focusWords();
    if (scene !== this.#scene) {
      this.#scene = scene;
      if (isPage && scene === this.#page) this.#readReturn(scope, heading);
      else this.#readScene(scope, heading);
      if (isPage) this.#page = scene;
    } else {
      if (this.#figuresShown) this.#readFigures(scope);
      else if (focused !== this.#focused) this.#readFocus();
      else if (words !== this.#focusedWords) this.#readState();
      this.#readChanges(scope, heading);
    }
    this.#figuresShown = false;
    this.#focused = focused;
    this.#focusedWords = words;
    this.#wasBusy = isBusy(scope);
  }

  #pageNow(heading: Element): string {
    return [languageInUse(), 'page', this.#model.content.id, heading.textContent].join('|');
  }

  #readScene(scope: Element, heading: Element): void {
    const setting = this.#setting();
    this.#live.keep(scope, setting);
    const title = readWhole(heading, setting);
    // What is on its way will be read when it is here, and not twice.
    if (isBusy(scope)) this.#say([...this.#greeting(), ...title]);
    else this.#say([...this.#greeting(), ...title, ...this.#readBody(scope, title, setting)]);
  }

  /** Everything of a screen that comes after its heading. */
  #readBody(scope: Element, title: readonly Spoken[], setting: Setting): Spoken[] {
    const isPage = scope === document.body;
    const place = isPage ? (scope.querySelector('main') ?? scope) : scope;
    const focused = document.activeElement;
    this.#lines = readContent(place, setting);
    return [
      ...this.#lines.filter(({ text }) => title.every((line) => line.text !== text)),
      ...(isPage ? onlyInPictures(this.#model.content, this.world.profile).map(this.#own) : []),
      ...readChoices(controlsIn(place), setting),
      ...this.#howToGoOn(),
      ...(isControl(focused) && !isPage ? readControl(focused, setting) : []),
    ];
  }

  /** What the stars have become, each with the line before it that says what it is. */
  #readFigures(scope: Element): void {
    const setting = this.#setting();
    const known = new Set(this.#lines.map(({ text }) => text));
    const lines = readContent(scope.querySelector('main') ?? scope, setting);
    const isNew = lines.map(({ text }) => !known.has(text));
    this.#live.keep(scope, setting);
    this.#lines = lines;
    this.#say(lines.filter((_, index) => isNew[index] || (isNew[index + 1] && index > 0)));
  }

  /** Back from a dialog on a page that was read: where one is, not all of it again. */
  #readReturn(scope: Element, heading: Element): void {
    const setting = this.#setting();
    const focused = document.activeElement;
    this.#live.keep(scope, setting);
    this.#say([...readWhole(heading, setting), ...(isControl(focused) ? readControl(focused, setting) : [])]);
  }

  #greeting(): Spoken[] {
    if (this.#greeted) return [];
    this.#greeted = true;
    const { keypad } = this.world.profile;
    const lines = [t('spoken.greeting'), t(`spoken.keys.${keypad}`)];
    if (this.#model.speechOutput === 'headphones')
      lines.push(t('spoken.offerBlank', { settings: t('frame.settings') }));
    return lines.map(this.#own);
  }

  #howToGoOn(): Spoken[] {
    if (this.#explained) return [];
    this.#explained = true;
    return [this.#own(t(`spoken.goOn.${this.world.profile.keypad}`))];
  }

  #focusWords(): string {
    const focused = document.activeElement;
    if (!isControl(focused)) return '';
    return readControl(focused, this.#setting())
      .map(({ text }) => text)
      .join('\n');
  }

  #readFocus(): void {
    const focused = document.activeElement;
    if (isControl(focused)) this.#say(readControl(focused, this.#setting(), this.#focused));
  }

  /** The same control, switched over. */
  #readState(): void {
    const focused = document.activeElement;
    if (isControl(focused))
      this.#queue.remark(focused, sentencesOf(readControl(focused, this.#setting(), focused)));
  }

  /** What is told by itself: live regions, what was turned to, and what had to be fetched. */
  #readChanges(scope: Element, heading: Element): void {
    const setting = this.#setting();
    if (this.#wasBusy && !isBusy(scope)) {
      this.#live.keep(scope, setting);
      const body = this.#readBody(scope, readWhole(heading, setting), setting);
      return this.#queue.append(sentencesOf(body));
    }
    const { said, tables } = this.#live.changes(scope, setting);
    for (const { region, lines, urgent } of said) {
      const turned = region.closest('nav');
      if (turned !== null) this.#say([...lines, ...readTurned(scope, tables, setting)]);
      else if (urgent) this.#queue.remark(region, sentencesOf(lines));
      else this.#queue.append(sentencesOf(lines));
    }
  }

  #say(lines: readonly Spoken[]): void {
    this.#repeated = false;
    this.#queue.read(sentencesOf(lines));
  }
}
