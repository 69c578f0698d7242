import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { SpeechOutput } from '#shared/protocol/speech.ts';
import type { Language, Preferences } from '../machines/preferences.ts';
import type { FiguresShown, PersonEvent, ScreenContent, ScreenId } from '../machines/screen-model.ts';

export type Send = (event: PersonEvent) => void;

/** What Back does first, while a screen has something open within itself; null: it leaves the screen. */
export interface BackStep {
  current: (() => void) | null;
}

/** What a screen's middle is drawn from. */
export interface DrawProps<Id extends ScreenId> {
  readonly content: Extract<ScreenContent, { id: Id }>;
  readonly send: Send;
  readonly holder: CardHolder | null;
  readonly figuresShown: FiguresShown;
  readonly canShowFigures: boolean;
  readonly preferences: Preferences;
  readonly speechOutput: SpeechOutput;
  readonly backStep: BackStep;
  readonly profile: KioskProfile;
  readonly language: Language;
}
