/** One wait among several for somebody to say who they are. */
export interface Turn {
  /** Aborts with the command's own signal, and as soon as somebody else was first. */
  readonly signal: AbortSignal;
  /** The wait is over. @param succeeded a card was read · @returns whether it was the first of those that waited with it */
  end(succeeded: boolean): boolean;
}

/**
 * Cards are waited for on several readers at once, and two may be read in the same moment. The first one counts: the
 * other waits end there and then, and a card that was read a moment too late opens nothing.
 */
export class Reception {
  readonly #waiting = new Set<AbortController>();

  wait(signal: AbortSignal): Turn {
    const passedOver = new AbortController();
    this.#waiting.add(passedOver);
    return {
      signal: AbortSignal.any([signal, passedOver.signal]),
      end: (succeeded) => {
        this.#waiting.delete(passedOver);
        if (!succeeded || passedOver.signal.aborted) return false;
        for (const other of this.#waiting) other.abort();
        return true;
      },
    };
  }
}
