/** One wait among several for somebody to say who they are. */
export interface Turn {
  /** Aborts with the command's own signal, and as soon as somebody else was first. */
  readonly signal: AbortSignal;
  /** A card was read. @returns whether it was the first; from then on nobody else is received until `leave` */
  come(): boolean;
  /** The wait is over, or the visit has begun or was refused. Safe to call twice. */
  leave(): void;
}

/**
 * Cards are waited for on several readers at once, and two may be read in the same moment. The first one counts: the
 * other waits end there and then, and a card that was read a moment too late opens nothing. Until it is known what
 * becomes of the first one, new waits end at once, too.
 */
export class Reception {
  readonly #waiting = new Set<AbortController>();
  #received: AbortController | null = null;

  wait(signal: AbortSignal): Turn {
    const passedOver = new AbortController();
    if (this.#received !== null) passedOver.abort();
    this.#waiting.add(passedOver);
    return {
      signal: AbortSignal.any([signal, passedOver.signal]),
      come: () => {
        if (passedOver.signal.aborted || this.#received !== null) return false;
        this.#received = passedOver;
        for (const other of this.#waiting) if (other !== passedOver) other.abort();
        return true;
      },
      leave: () => {
        this.#waiting.delete(passedOver);
        if (this.#received === passedOver) this.#received = null;
      },
    };
  }
}
