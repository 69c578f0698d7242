import { isIP } from 'node:net';

/**
 * What counts as one client: an IPv4 address, or the /64 that a provider gives to one line, whose owner has as many
 * addresses in it as he likes. Whoever has none shares one count.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  // `::ffff:192.0.2.1` is IPv4 on a socket that takes both.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  switch (isIP(address)) {
    case 4:
      return address;
    case 6:
      return first64Bits(address);
    default:
      return 'unknown';
  }
}

function first64Bits(address: string): string {
  const [withoutZone = ''] = address.split('%');
  const [head = '', tail] = withoutZone.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
