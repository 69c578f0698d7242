/** What a reader tells the citizen while a read waits. */
export interface ReadProgress {
  /** The reader waits for a card. */
  insertCard(): void;
  /** A card is there and is being read. */
  mediaInserted(): void;
}
