import type { Logger } from '../audit/logger.ts';
import { anySerialBinding, serialBinding } from '../bindings/serial.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { IDENTITY_CARD_DRIVERS } from '../drivers/table.ts';
import { createIdentityCardReader, type SupervisedIdentityCardReader } from './identity-card-reader.ts';

/** The reader that the configuration names: its port, its protocol, its life. */
export function openIdentityCardReader(
  { driver, path, baudRate, pollMs }: DaemonConfiguration['identityCardReader'],
  logger: Logger,
): SupervisedIdentityCardReader {
  return createIdentityCardReader({
    openBinding: path === 'auto' ? anySerialBinding({ baudRate }) : serialBinding(path, { baudRate }),
    driver: IDENTITY_CARD_DRIVERS[driver].create(),
    pollMs,
    clock: Date.now,
    logger,
  });
}
