import { maskName, maskNumber } from '#shared/identity/mask.ts';
import { createLogger } from '../audit/logger.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { openIdentityCardReader } from '../devices/open-identity-card-reader.ts';

const READ_TIMEOUT_MS = 60_000;

/** Reads one card and shows it masked, with the time it took: is it the reader, or is it the kiosk? */
export async function readCard(config: DaemonConfiguration): Promise<number> {
  const reader = openIdentityCardReader(config.identityCardReader, createLogger('warn'));
  reader.start();
  let laidAt = 0;
  const progress = {
    insertCard: () => console.log('Lay a card on the reader.'),
    mediaInserted: () => {
      laidAt = performance.now();
      console.log('Reading …');
    },
  };
  const read = await reader.read(progress, AbortSignal.timeout(READ_TIMEOUT_MS));
  const tookMs = Math.round(performance.now() - laidAt);
  await reader.stop();
  if (!read.ok) {
    console.error(read.error.type === 'commandErrorCode' ? read.error.errorCode : read.error.type);
    return 1;
  }
  const { kind, name, number, validUntil } = read.value;
  console.log(
    `${kind}: ${maskName(name)}, ${maskNumber(number)}, valid until ${validUntil ?? '长期'}, ${tookMs} ms`,
  );
  return 0;
}
