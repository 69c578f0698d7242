import '#kiosk-ui/theme/first.css';
import { render } from 'preact';
import { App } from '#kiosk-ui/app.tsx';
import { LANGUAGE_FACTS } from '#kiosk-ui/locales/languages.ts';
import { languageInUse, loadLanguage, switchTo } from '#kiosk-ui/locales/text.ts';
import { registerLanguage } from '#kiosk-ui/locales/text-engine.ts';
import { sameScreen } from '#kiosk-ui/machines/same-screen.ts';
import type { PersonEvent, ScreenModel } from '#kiosk-ui/machines/screen-model.ts';
import { Senses } from '#kiosk-ui/senses.ts';
import { type KioskProfile, PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import type { KioskAlone } from '#test/page/kiosk-alone.ts';
import { CABINETS } from './cabinets.ts';
import { LinkToNobody, type Said } from './link-to-nobody.ts';
import { PANELS } from './panels.ts';
import { personNamed } from './people.ts';
import { PSEUDO_IN_PLACE_OF, type PseudoLocale, registerPseudoLocale } from './pseudo-locales.ts';
import { sceneNamed } from './scenes.ts';
import { kioskIn } from './set-up.ts';
import { DEFAULT_OPTIONS, optionsFrom, type ShowOptions } from './show-options.ts';
import { isPseudo, languageOf, type Words } from './words.ts';

/** One screen of the kiosk: the product's own page, before machines that were led to a scene. */
class Gallery {
  #kiosk: KioskAlone | null = null;
  #drawn: ScreenModel | null = null;
  #profile: KioskProfile = PLAIN_PROFILE;
  #shown = 0;
  #senses: Senses | null = null;
  #voiceMissing = false;
  readonly #link = new LinkToNobody();
  /** What was asked for last. */
  options: ShowOptions = DEFAULT_OPTIONS;

  /** Draws that scene anew; everything that is not named is as at first. Fulfilled when it stands still. */
  async show(wanted: Partial<ShowOptions>): Promise<void> {
    const options = { ...DEFAULT_OPTIONS, ...wanted };
    this.options = options;
    this.#shown += 1;
    this.#kiosk?.actor.stop();
    await useWords(options.language);
    const { person, panel, cabinet, textSize, theme, lowReach, keys } = options;
    const language = languageOf(options.language);
    this.#profile = { ...CABINETS[cabinet], panelWidthMm: PANELS[panel].widthMm };
    const kiosk = await kioskIn(
      sceneNamed(options.scene),
      personNamed(person),
      { textSize, theme, language, lowReach, keys },
      this.#profile,
    );
    if (options.figures === 'shown' && kiosk.screen.canShowFigures)
      await kiosk.person('person.showedFigures');
    this.#kiosk = kiosk;
    this.#link.join(kiosk);
    this.#drawn = null;
    kiosk.actor.system.inspect(({ type }) => {
      if (type === '@xstate.snapshot') queueMicrotask(() => this.#draw());
    });
    this.#draw();
    await this.#standStill();
  }

  /** From now on keys and voice work as they do in the hall; sounds are heard. */
  async attendSenses(): Promise<void> {
    this.#senses = new Senses({
      link: this.#link,
      profile: this.#profile,
      send: (event) => this.#send(event),
      model: () => this.#mustHaveKiosk().screen,
      noteActivity: () => this.#send({ type: 'person.wasThere' }),
      onVoice: (missing) => {
        this.#voiceMissing = missing;
        this.#drawn = null;
        this.#draw();
      },
    });
    await this.#senses.attend();
    this.#senses.drawn(this.#mustHaveKiosk().screen);
  }

  /** What was said since this scene is shown. */
  get said(): readonly Said[] {
    return this.#link.said;
  }

  #send(event: PersonEvent): void {
    this.#mustHaveKiosk().actor.send(event);
  }

  #mustHaveKiosk(): KioskAlone {
    if (this.#kiosk === null) throw new Error('nothing is shown yet');
    return this.#kiosk;
  }

  /** The model that is drawn. */
  get model(): ScreenModel | null {
    return this.#drawn;
  }

  /** What the kiosk is, to whoever wants to go on by hand. */
  get kiosk(): KioskAlone | null {
    return this.#kiosk;
  }

  #draw(): void {
    const kiosk = this.#kiosk;
    if (kiosk === null) return;
    const model = kiosk.screen;
    if (this.#drawn !== null && sameScreen(this.#drawn, model)) return;
    this.#drawn = model;
    const send = (event: PersonEvent) => this.#send(event);
    const props = { model, send, profile: this.#profile, voiceMissing: this.#voiceMissing };
    render(<App key={this.#shown} {...props} />, ROOT);
    this.#senses?.drawn(model);
  }

  /** Fulfilled when what has changed is drawn. */
  async drawn(): Promise<void> {
    this.#draw();
    await nextFrame();
  }

  /** Its script, its words and its letters are here, and what measured itself has drawn again. */
  async #standStill(): Promise<void> {
    await nextFrame();
    while (
      document.querySelector('.screen-loading') !== null ||
      languageInUse() !== this.#drawn?.preferences.language
    )
      await nextFrame();
    await nextFrame();
    await document.fonts.ready;
  }
}

const ROOT = document.querySelector('#app') as HTMLElement;

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** What stands in the place of a language now; null: its own words. */
let registered: PseudoLocale | null = null;

async function useWords(words: Words): Promise<void> {
  await loadLanguage(languageOf(words));
  const wanted = isPseudo(words) ? words : null;
  if (wanted === registered) return;
  // What is drawn next switches from here: a language that is in use already is not asked for its words again.
  switchTo('zh-Hans');
  await loadLanguage(PSEUDO_IN_PLACE_OF);
  const { texts } = await import('#kiosk-ui/locales/en/index.ts');
  if (wanted === null)
    registerLanguage(PSEUDO_IN_PLACE_OF, texts, LANGUAGE_FACTS[PSEUDO_IN_PLACE_OF].direction);
  else registerPseudoLocale(registerLanguage, wanted, texts);
  registered = wanted;
}

const gallery = new Gallery();
declare global {
  interface Window {
    gallery: Gallery;
  }
}
window.gallery = gallery;

const address = new URLSearchParams(location.search);
if (address.has('scene')) {
  void gallery
    .show(optionsFrom(address))
    .then(() => (address.has('still') ? undefined : gallery.attendSenses()));
}
