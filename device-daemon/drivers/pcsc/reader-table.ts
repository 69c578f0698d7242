import type { PcscReader } from '../../bindings/pcsc.ts';

/**
 * The readers of the service that belong to the device: one with contacts and an antenna shows itself as two, and as a
 * third one if it holds a security module, which has SAM in its name.
 */
export class PcscReaderTable {
  readonly #wanted: string;
  readonly #readers = new Map<string, PcscReader>();
  readonly #waiting = new Set<() => void>();

  /** @param wanted a part of the name in any case, or `auto` for every reader there is */
  constructor(wanted: string) {
    this.#wanted = wanted.toLowerCase();
  }

  /** Where a citizen's card can be. */
  get forCards(): PcscReader[] {
    return [...this.#readers.values()].filter(({ name }) => !isForModule(name));
  }

  get forModule(): PcscReader | null {
    return [...this.#readers.values()].find(({ name }) => isForModule(name)) ?? null;
  }

  get(name: string): PcscReader | null {
    return this.#readers.get(name) ?? null;
  }

  set(reader: PcscReader): void {
    if (this.#wanted !== 'auto' && !reader.name.toLowerCase().includes(this.#wanted)) return;
    this.#readers.set(reader.name, reader);
    this.#tell();
  }

  /** @returns whether it was one of the device's */
  delete(name: string): boolean {
    const isOurs = this.#readers.delete(name);
    this.#tell();
    return isOurs;
  }

  /** Waits until it is so; looks again at each change. @returns false when the time is over */
  async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (!condition()) {
      const restMs = deadline - performance.now();
      if (restMs <= 0) return false;
      await this.#change(restMs);
    }
    return true;
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.add(done);
    });
  }

  #tell(): void {
    for (const done of [...this.#waiting]) done();
  }
}

const isForModule = (name: string): boolean => /\bSAM\b/i.test(name);
