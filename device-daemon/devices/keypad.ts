import { EventEmitter } from 'node:events';
import type { KeypadKey } from '#shared/protocol/assistance.ts';
import type { KeypadStatus } from '#shared/protocol/states.ts';
import type { Logger } from '../audit/logger.ts';
import type { KeypadLink, OpenKeypadLink } from '../drivers/keypad/keypad-driver.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import type { Keypad, KeypadEvents } from './keypad-contract.ts';
import { PressLimit } from './press-limit.ts';
import { Supervision } from './supervision.ts';

export interface KeypadOptions {
  readonly openLink: OpenKeypadLink;
  readonly logger: Logger;
}

/** The keypad with everything that keeps it in use. */
export const createKeypad = (options: KeypadOptions): Keypad => new SupervisedKeypad(options);

/** `online` means that the port is open: a keypad only sends, and cannot be asked how it is. */
class SupervisedKeypad extends EventEmitter<KeypadEvents> implements Keypad {
  readonly #supervision: Supervision<KeypadLink>;
  readonly #limit = new PressLimit();
  readonly #logger: Logger;
  #chatters = false;

  constructor({ openLink, logger }: KeypadOptions) {
    super();
    this.#logger = logger;
    this.#supervision = new Supervision({
      what: 'keypad',
      logger,
      openLink: (lost) => openLink({ pressed: (key) => this.#pressed(key), lost }),
      attend,
      onState: () => this.emit('statusChanged', this.status),
      onFault: () => undefined,
    });
  }

  get status(): KeypadStatus {
    return { device: this.#supervision.state };
  }

  start(): void {
    this.#supervision.start();
  }

  stop(): Promise<void> {
    return this.#supervision.stop();
  }

  #pressed(key: KeypadKey): void {
    const passes = this.#limit.allows(performance.now());
    if (passes) this.emit('keyPressed', key);
    else if (!this.#chatters) this.#logger.warn('keypad chatters: presses dropped', { key });
    this.#chatters = !passes;
  }
}

/** Only the port can tell that the keypad is gone, and it tells the life of the device. */
function attend(_link: KeypadLink, signal: AbortSignal): Promise<LinkFault> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ type: 'silent' }), { once: true });
  });
}
