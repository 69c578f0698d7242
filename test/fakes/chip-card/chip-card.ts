/**
 * A chip card as a reader sees it: contacts, a reset, commands and answers. The fake readers hold one of these; what
 * is on it is data (cards.ts), and access to it is enforced as a real card does (file-system.ts).
 */
export interface ChipCard {
  readonly name: string;
  /** @returns the ATR; null when the chip does not answer (wrong way round, no chip, dead) */
  powerOn(): Uint8Array | null;
  /** Warm reset: as a cold one for what was verified and authenticated. */
  reset(): Uint8Array | null;
  powerOff(): void;
  /** @returns answer and status word; null when the card falls mute. The card must be powered. */
  process(command: Uint8Array): Uint8Array | null;
  /** What a bench may show of it; no PIN. */
  state(): Record<string, unknown>;
}

/** How the person puts it in. */
export type Orientation = 'right' | 'upsideDown';
