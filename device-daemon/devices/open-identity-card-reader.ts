import type { Logger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import type { OpenIdentityCardLink } from '../drivers/identity-card-driver.ts';
import { pcscLink } from '../drivers/pcsc/driver.ts';
import { pcscIdLink } from '../drivers/pcsc-id/driver.ts';
import { warmUpSdt } from '../drivers/sdt/warm-up.ts';
import { bestOf, candidatesFor } from './identity-card-candidates.ts';
import { lookAtMachine } from './identity-card-finder.ts';
import { createIdentityCardReader, type SupervisedIdentityCardReader } from './identity-card-reader.ts';

type ReaderConfiguration = DaemonConfiguration['identityCardReader'];

/**
 * The reader that the configuration names, or whichever it leaves room for: its port, its protocol, its life.
 * @param onDiscarded counts bytes from the reader that belonged to no frame
 */
export function openIdentityCardReader(
  config: ReaderConfiguration,
  logger: Logger,
  onDiscarded?: (bytes: number) => void,
): SupervisedIdentityCardReader {
  return createIdentityCardReader({
    openLink: linkOf(config, logger),
    warmUp: warmUpSdt,
    pollMs: config.pollMs,
    clock: Date.now,
    logger,
    ...(onDiscarded === undefined ? {} : { onDiscarded }),
  });
}

function linkOf(config: ReaderConfiguration, logger: Logger): OpenIdentityCardLink {
  // Behind PC/SC there is nothing to try: the service knows its readers, and the configuration which of them it is.
  if (isBehindPcsc(config)) return pcscIdLink(pcscLink({ readerName: config.path }));
  return bestOf(() => candidatesFor(config, lookAtMachine), {
    // Without it each answer of an FTDI adapter comes up to 16 ms late: a udev rule must permit it.
    onLatencyTimer: (outcome, port) => {
      if (outcome === 'notPermitted')
        logger.warn('latency timer of the serial adapter not writable', { port });
    },
  });
}

const isBehindPcsc = ({ driver, transport }: ReaderConfiguration): boolean =>
  driver === 'pcsc-id' || (driver === 'auto' && transport === 'pcsc');
