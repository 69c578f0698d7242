import type { Call, Link, LinkFact } from '#kiosk-ui/daemon-link/link.ts';
import type { CommandName, CommandPayload, Event } from '#shared/protocol/messages.ts';
import type { KioskAlone } from '#test/page/kiosk-alone.ts';

/** What was said, as it went to the daemon. */
export type Said = CommandPayload<'Speech.Say'>;

/** The line of whatever attends keys and voice: it stays while one kiosk after another comes to be shown. */
export class LinkToNobody implements Link {
  /** Everything that was said since the last kiosk came. */
  readonly said: Said[] = [];
  readonly #listeners = new Set<(fact: LinkFact) => void>();
  #kiosk: KioskAlone | null = null;

  join(kiosk: KioskAlone): void {
    this.#kiosk = kiosk;
    this.said.length = 0;
    for (const listener of this.#listeners) kiosk.link.listen(listener);
  }

  listen(listener: (fact: LinkFact) => void): () => void {
    this.#listeners.add(listener);
    const stopHere = this.#kiosk?.link.listen(listener);
    return () => {
      this.#listeners.delete(listener);
      stopHere?.();
    };
  }

  command<Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
    onEvent?: (event: Event) => void,
  ): Call<Name> {
    if (this.#kiosk === null) throw new Error(`${name}: there is no kiosk yet`);
    const call = this.#kiosk.link.command(name, payload, onEvent);
    if (name === 'Speech.Say') {
      this.said.push(payload as Said);
      // A voice that takes no time.
      this.#kiosk.link.last(name).settle({ code: 'success', payload: {} });
    }
    return call;
  }
}
