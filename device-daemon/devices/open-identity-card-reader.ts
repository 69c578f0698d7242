import type { Logger } from '../audit/logger.ts';
import { anySerialBinding, type SerialOptions, serialBinding } from '../bindings/serial.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { IDENTITY_CARD_DRIVERS } from '../drivers/table.ts';
import { createIdentityCardReader, type SupervisedIdentityCardReader } from './identity-card-reader.ts';

/** The reader that the configuration names: its port, its protocol, its life. */
export function openIdentityCardReader(
  { driver, path, baudRate, pollMs }: DaemonConfiguration['identityCardReader'],
  logger: Logger,
): SupervisedIdentityCardReader {
  const serial: SerialOptions = {
    baudRate,
    // Without it each answer of an FTDI adapter comes up to 16 ms late: a udev rule must permit it.
    onLatencyTimer: (outcome, port) => {
      if (outcome === 'notPermitted')
        logger.warn('latency timer of the serial adapter not writable', { port });
    },
  };
  return createIdentityCardReader({
    openBinding: path === 'auto' ? anySerialBinding(serial) : serialBinding(path, serial),
    driver: IDENTITY_CARD_DRIVERS[driver].create(),
    pollMs,
    clock: Date.now,
    logger,
  });
}
