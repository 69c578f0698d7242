import type { Availability, FullStatus, UnavailableReason } from '#shared/protocol/states.ts';

/**
 * What the kiosk as a whole can do, in the words of CUSS. Without any way to say who one is, or without records, there
 * is nothing to offer; with one way left citizens are served, and without a printer they can still look.
 */
export function availabilityOf(
  status: FullStatus,
  sessionOpen: boolean,
): { availability: Availability; reasons: UnavailableReason[] } {
  const reasons: UnavailableReason[] = [];
  const ways = [status.identityCardReader, status.socialSecurityCardReader, status.codeScanner];
  if (!ways.some(({ device }) => WORKS.has(device))) reasons.push('outOfServiceHardware');
  if (status.records.device !== 'online') reasons.push('outOfServiceBackend');
  if (reasons.length > 0) return { availability: 'unavailable', reasons };
  return { availability: sessionOpen ? 'active' : 'available', reasons };
}

const WORKS = new Set<FullStatus['identityCardReader']['device']>(['online', 'deviceBusy']);
