import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { Send } from './components/draw.ts';
import type { Link } from './daemon-link/link.ts';
import type { ScreenModel } from './machines/screen-model.ts';
import type { Sound } from './sound/sounds.ts';
import type { PageSpeech } from './speech/page-speech.ts';

interface SensesWorld {
  readonly link: Link;
  readonly profile: KioskProfile;
  readonly send: Send;
  readonly model: () => ScreenModel;
  /** Somebody is there. */
  readonly noteActivity: () => void;
  /** Whether there is a voice for the language of the page. */
  readonly onVoice: (missing: boolean) => void;
}

/** The page has only its own origin to load from; where that fails, it is tried again. */
const LOAD_AGAIN_MS = 1_000;

/** What is not seen: keys, sounds, the voice. Their scripts come after the first paint; the voice's when it is wanted. */
export class Senses {
  #sounds: Pick<typeof import('./sound/sounds.ts'), 'play' | 'soundOf'> | null = null;
  #speech: PageSpeech | null = null;
  #showBlank: ((blank: boolean, send: Send) => void) | null = null;
  #isLoadingSpeech = false;
  #before: ScreenModel | null = null;

  constructor(private readonly world: SensesWorld) {}

  async attend(): Promise<void> {
    try {
      const [{ attendHands }, { play, soundOf }] = await Promise.all([
        import('./keys/hands.ts'),
        import('./sound/sounds.ts'),
      ]);
      this.#sounds = { play, soundOf };
      attendHands({
        ...this.world,
        voice: () => this.#speech,
        onPress: () => this.#play('press'),
      });
    } catch {
      setTimeout(() => void this.attend(), LOAD_AGAIN_MS);
    }
  }

  /** The page was drawn from this. */
  drawn(model: ScreenModel): void {
    const before = this.#before;
    this.#before = model;
    const sound = before === null ? null : (this.#sounds?.soundOf(before, model) ?? null);
    if (sound !== null) this.#play(sound);
    if (!model.preferences.speech) this.#fallSilent();
    else if (this.#speech === null) void this.#beginSpeech();
    else this.#speech.drawn(model);
    this.#showBlank?.(model.preferences.screenBlank, this.world.send);
  }

  #play(sound: Sound): void {
    this.#sounds?.play(sound, this.world.model().preferences.volume);
  }

  #fallSilent(): void {
    this.#speech?.stop();
    this.#speech = null;
  }

  async #beginSpeech(): Promise<void> {
    if (this.#isLoadingSpeech) return;
    this.#isLoadingSpeech = true;
    try {
      const [{ PageSpeech }, { showBlank }] = await Promise.all([
        import('./speech/page-speech.ts'),
        import('./speech/blank-screen.ts'),
      ]);
      this.#showBlank = showBlank;
      // It may have been switched off again meanwhile.
      if (!this.world.model().preferences.speech) return;
      const speech = new PageSpeech(this.world, this.world.model());
      this.#speech = speech;
      await speech.start();
    } catch {
      this.#fallSilent();
      setTimeout(() => this.drawn(this.world.model()), LOAD_AGAIN_MS);
    } finally {
      this.#isLoadingSpeech = false;
    }
  }
}
