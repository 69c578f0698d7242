import type { Logger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { warmUpSdt } from '../drivers/sdt/warm-up.ts';
import { bestOf, candidatesFor } from './identity-card-candidates.ts';
import { lookAtMachine } from './identity-card-finder.ts';
import { createIdentityCardReader, type SupervisedIdentityCardReader } from './identity-card-reader.ts';

/**
 * The reader that the configuration names, or whichever it leaves room for: its port, its protocol, its life.
 * @param onDiscarded counts bytes from the reader that belonged to no frame
 */
export function openIdentityCardReader(
  config: DaemonConfiguration['identityCardReader'],
  logger: Logger,
  onDiscarded?: (bytes: number) => void,
): SupervisedIdentityCardReader {
  return createIdentityCardReader({
    openLink: bestOf(() => candidatesFor(config, lookAtMachine), {
      // Without it each answer of an FTDI adapter comes up to 16 ms late: a udev rule must permit it.
      onLatencyTimer: (outcome, port) => {
        if (outcome === 'notPermitted')
          logger.warn('latency timer of the serial adapter not writable', { port });
      },
    }),
    warmUp: warmUpSdt,
    pollMs: config.pollMs,
    clock: Date.now,
    logger,
    ...(onDiscarded === undefined ? {} : { onDiscarded }),
  });
}
