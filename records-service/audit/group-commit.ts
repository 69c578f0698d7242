/**
 * Writes many entries together: those that come while a write is under way wait for it and then go in one write. Under load
 * a commit to the disk is shared by all who wait for one; alone, nobody waits for company.
 */
export class GroupCommit<Entry> {
  #waiting: Waiting<Entry>[] = [];
  #underWay = 0;

  /**
   * @param write must take all of them or none
   * @param atOnceMax writes under way at the same time: one is sent while another reaches the disk
   */
  constructor(
    private readonly write: (entries: readonly Entry[]) => Promise<void>,
    private readonly entriesMax: number,
    private readonly atOnceMax = 2,
  ) {}

  /** @returns once the entry is written; throws what its write threw, and then it is not written */
  add(entry: Entry): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
    });
    this.#next();
    return written;
  }

  #next(): void {
    if (this.#underWay >= this.atOnceMax || this.#waiting.length === 0) return;
    const group = this.#waiting.splice(0, this.entriesMax);
    this.#underWay += 1;
    void this.#writeGroup(group);
  }

  async #writeGroup(group: readonly Waiting<Entry>[]): Promise<void> {
    try {
      await this.write(group.map(({ entry }) => entry));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#underWay -= 1;
      this.#next();
    }
  }
}

interface Waiting<Entry> {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
