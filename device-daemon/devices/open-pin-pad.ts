import { assertNever } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import { serialBinding } from '../bindings/serial.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { pinentryLink } from '../drivers/pinentry/driver.ts';
import { szztLink } from '../drivers/szzt/driver.ts';
import { createPinPad } from './pin-pad.ts';
import type { PinPad } from './pin-pad-contract.ts';
import { NoPinPad } from './pin-pad-none.ts';

/** The PIN pad that the configuration names: a pad on a port, or a dialog of the kiosk's shell. */
export function openPinPad(config: DaemonConfiguration['pinPad'], logger: Logger): PinPad {
  if (config === undefined) return new NoPinPad();
  switch (config.kind) {
    case 'serial':
      return createPinPad({
        openLink: szztLink(serialBinding(config.path, { baudRate: config.baudRate })),
        logger,
      });
    case 'dialog':
      return createPinPad({ openLink: pinentryLink(config.program), logger });
    default:
      return assertNever(config);
  }
}
