import type { CardHolder } from '#shared/protocol/cards.ts';
import type { CardReaderName, DeviceState, FullStatus } from '#shared/protocol/states.ts';
import { assertNever } from '#shared/result.ts';

/** The ways to say who one is. */
export type Way = 'identityCard' | 'socialSecurityCard' | 'electronicCard';

/** Which of them work just now. */
export type Ways = Readonly<Record<Way, boolean>>;

export const NO_WAY: Ways = { identityCard: false, socialSecurityCard: false, electronicCard: false };

const WORKS = new Set<DeviceState>(['online', 'deviceBusy']);
export const works = ({ device }: { readonly device: DeviceState }): boolean => WORKS.has(device);

export function waysOf(status: FullStatus | null): Ways {
  if (status === null) return NO_WAY;
  return {
    identityCard: works(status.identityCardReader),
    socialSecurityCard: works(status.socialSecurityCardReader),
    electronicCard: works(status.codeScanner),
  };
}

const IN_ORDER: readonly Way[] = ['identityCard', 'socialSecurityCard', 'electronicCard'];
export const openWays = (ways: Ways): readonly Way[] => IN_ORDER.filter((way) => ways[way]);

/** The one way that works; null where there is a choice. */
export function onlyWay(ways: Ways): Way | null {
  const [first, second] = openWays(ways);
  return second === undefined ? (first ?? null) : null;
}

/** Where the card lies that this visit hangs on; null where there is none to take away. */
export function readerOf({ cardKind }: CardHolder): CardReaderName | null {
  switch (cardKind) {
    case 'residentIdentityCard':
    case 'hongKongMacaoTaiwanResidencePermit':
    case 'foreignPermanentResidentCard2017':
    case 'foreignPermanentResidentCard2023':
      return 'identityCardReader';
    case 'socialSecurityCard':
      return 'socialSecurityCardReader';
    case 'electronicSocialSecurityCard':
      return null;
    default:
      return assertNever(cardKind, 'card kind');
  }
}

/** The reader where a card is still to be taken from; the one that holds it fast first. */
export function readerWithCard(status: FullStatus | null): CardReaderName | null {
  if (status === null) return null;
  const { media } = status.socialSecurityCardReader;
  if (media === 'present' || media === 'entering' || media === 'latched') return 'socialSecurityCardReader';
  return status.identityCardReader.media === 'present' ? 'identityCardReader' : null;
}

/** It is in the reader and nobody gets it out without a key. */
export const isCardStuck = (status: FullStatus | null): boolean =>
  status?.socialSecurityCardReader.media === 'jammed';

/** The reader that gives a card back. Between two places of its way out a motorised reader cannot say where it is. */
export function returningReader(status: FullStatus | null): CardReaderName {
  const reader = readerWithCard(status);
  if (reader !== null || status === null) return reader ?? 'identityCardReader';
  const { socialSecurityCardReader } = status;
  return works(socialSecurityCardReader) && socialSecurityCardReader.media === 'unknown'
    ? 'socialSecurityCardReader'
    : 'identityCardReader';
}

/** Whether both readers say that they are empty; one that cannot tell does not say so. */
export function isEveryCardGone(status: FullStatus | null): boolean {
  if (status === null) return false;
  return [status.identityCardReader, status.socialSecurityCardReader].every(
    ({ device, media }) => device === 'noDevice' || media === 'notPresent',
  );
}
