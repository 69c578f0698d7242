import { EventEmitter } from 'node:events';
import type { Logger } from '../audit/logger.ts';
import type { HeadphoneJackLink, OpenHeadphoneJackLink } from '../drivers/headphone-jack/driver.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import { Supervision } from './supervision.ts';

export interface HeadphoneJackEvents {
  changed: [plugged: boolean];
}

/** Does somebody wear headphones? Only what is known for sure counts. */
export interface HeadphoneJack extends EventEmitter<HeadphoneJackEvents> {
  readonly plugged: boolean;
  start(): void;
  stop(): Promise<void>;
}

/** A kiosk whose sound comes out of headphones only, or never does. */
export class FixedHeadphones extends EventEmitter<HeadphoneJackEvents> implements HeadphoneJack {
  constructor(readonly plugged: boolean) {
    super();
  }

  start(): void {}

  async stop(): Promise<void> {}
}

/**
 * A switch that tells of changes only: as long as it has told nothing since it was opened, nobody is taken for wearing
 * headphones.
 */
export class SwitchedHeadphones extends EventEmitter<HeadphoneJackEvents> implements HeadphoneJack {
  readonly #supervision: Supervision<HeadphoneJackLink>;
  #plugged = false;

  constructor(openLink: OpenHeadphoneJackLink, logger: Logger) {
    super();
    this.#supervision = new Supervision({
      what: 'headphone jack',
      logger,
      openLink,
      attend: (link, signal) => this.#attend(link, signal),
      onState: () => undefined,
      onFault: () => this.#set(false),
    });
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  start(): void {
    this.#supervision.start();
  }

  stop(): Promise<void> {
    return this.#supervision.stop();
  }

  /** Only the device itself can tell that it is gone, and it tells the life of the device. */
  #attend(link: HeadphoneJackLink, signal: AbortSignal): Promise<LinkFault> {
    link.listen((plugged) => this.#set(plugged));
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ type: 'silent' }), { once: true });
    });
  }

  #set(plugged: boolean): void {
    if (plugged === this.#plugged) return;
    this.#plugged = plugged;
    this.emit('changed', plugged);
  }
}
