import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { Language, Preferences } from '../machines/preferences.ts';
import type { FiguresShown, PersonEvent, ScreenContent, ScreenId } from '../machines/screen-model.ts';
import type { RowCounts } from '../theme/measures.ts';

export type Send = (event: PersonEvent) => void;

/** What a screen's middle is drawn from. */
export interface DrawProps<Id extends ScreenId> {
  readonly content: Extract<ScreenContent, { id: Id }>;
  readonly send: Send;
  readonly holder: CardHolder | null;
  readonly figuresShown: FiguresShown;
  readonly canShowFigures: boolean;
  readonly preferences: Preferences;
  readonly profile: KioskProfile;
  readonly language: Language;
  readonly rows: RowCounts;
}
