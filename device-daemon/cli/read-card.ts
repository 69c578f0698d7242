import { maskCardNumber, maskName, maskNumber } from '#shared/identity/mask.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import type { IdentityCard } from '../drivers/identity-card.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openDevices } from './open-devices.ts';

const READ_TIMEOUT_MS = 60_000;

/** Reads one card and shows it masked, with the time it took: is it the reader, or is it the kiosk? */
export async function readCard(config: DaemonConfiguration): Promise<ExitCode> {
  const { identityCardReader, socialSecurityCardReader } = openDevices(config, 'warn');
  const readers = [identityCardReader, socialSecurityCardReader];
  for (const reader of readers) reader.start();
  let laidAt = 0;
  const progress = (invitation: string) => ({
    insertCard: () => console.log(invitation),
    mediaInserted: () => {
      laidAt = performance.now();
      console.log('Reading …');
    },
  });
  const timeOut = AbortSignal.timeout(READ_TIMEOUT_MS);
  const oneIsEnough = new AbortController();
  const signal = AbortSignal.any([timeOut, oneIsEnough.signal]);
  const reads = [
    identityCardReader
      .read(progress('Lay an identity card on the reader.'), signal)
      .then((read) => (read.ok ? describeIdentityCard(read.value) : read.error)),
    socialSecurityCardReader
      .read(progress('Insert a social-security card.'), signal)
      .then((read) => (read.ok ? describeSocialSecurityCard(read.value) : read.error)),
  ];
  const outcome = await firstCard(reads);
  const tookMs = Math.round(performance.now() - laidAt);
  oneIsEnough.abort();
  await Promise.all(readers.map((reader) => reader.stop()));
  if (typeof outcome === 'string') {
    console.log(`${outcome}, ${tookMs} ms`);
    return EXIT.well;
  }
  const words = outcome.type === 'commandErrorCode' ? outcome.errorCode : outcome.type;
  console.error(timeOut.aborted ? `no card within ${READ_TIMEOUT_MS / 1000} s` : words);
  return EXIT.ill;
}

type Failure = { readonly type: string; readonly errorCode?: string };

/** A reader that is not there gives up at once; that is no answer while the other still waits. */
async function firstCard(reads: readonly Promise<string | Failure>[]): Promise<string | Failure> {
  return new Promise((resolve) => {
    let waiting = reads.length;
    for (const read of reads) {
      void read.then((outcome) => {
        waiting -= 1;
        const concernsCard = typeof outcome === 'string' || outcome.type === 'commandErrorCode';
        if (concernsCard || waiting === 0) resolve(outcome);
      });
    }
  });
}

const describeIdentityCard = ({ kind, name, number, validUntil }: IdentityCard): string =>
  `${kind}: ${maskName(name)}, ${maskNumber(number)}, valid until ${validUntil ?? '长期'}`;

function describeSocialSecurityCard(card: SocialSecurityCard): string {
  const { version, algorithm, cardNumber, holder, validUntil, pin, cardNumberCheckDigit } = card;
  const who =
    holder === null
      ? 'the card keeps its holder to itself'
      : `${maskName(holder.name)}, ${maskNumber(holder.number)}`;
  const tries = pin.type === 'set' ? `PIN set, ${pin.triesLeft} tries left` : `PIN ${pin.type}`;
  const digit = cardNumberCheckDigit === 'fits' ? '' : ' (check digit does not fit; advice only)';
  const until = `valid until ${validUntil ?? 'no end'}`;
  return `socialSecurityCard ${version} ${algorithm}: ${who}, card ${maskCardNumber(cardNumber)}${digit}, ${tries}, ${until}`;
}
