import type { ApplicationData } from './card-data.ts';
import { encodePin } from './pin-block.ts';
import { ber, hex } from './tlv.ts';

const BANK_AID = hex('a000000333010101');
const PSE_NAME = Buffer.from('1PAY.SYS.DDF01', 'latin1');

const NONE = { fid: null, internalKey: null, externalKeys: [], processingOptions: null } as const;

/**
 * The bank's side of a card: the directory, and one application with an account number that no bank gave.
 *
 * ```
 *   GET PROCESSING OPTIONS   80 0A | profile (2) | files: SFI 1 record 1, SFI 2 records 1–2
 *   SFI 1 record 1           70: 57 track 2 (only where `inTrack2Only`), 9F1F own data of the bank
 *   SFI 2 record 1           70: 9F14, 5F24 last day
 *   SFI 2 record 2           70: 5A account number
 * ```
 * The bank's own data hold the bytes `5A 08`, as the worst case for whoever looks for the account number by its bytes.
 */
export function bankApplications(accountNumber: string, inTrack2Only = false): readonly ApplicationData[] {
  const track2 = ber(0x57, encodePin(`${accountNumber}d3012201`));
  const ownData = ber(0x9f1f, hex('5a08000000000000aaaa'));
  const number = ber(0x5a, encodePin(accountNumber));
  const record = (...items: Uint8Array[]) => ber(0x70, ...items);
  return [
    {
      ...NONE,
      name: 'PSE',
      aid: PSE_NAME,
      fci: ber(0x6f, ber(0x84, PSE_NAME), ber(0xa5, ber(0x88, Uint8Array.of(1)))),
      files: [
        {
          fid: 0x01,
          read: 'free',
          contents: { type: 'records', records: [record(ber(0x61, ber(0x4f, BANK_AID)))] },
        },
      ],
    },
    {
      ...NONE,
      name: 'bank',
      aid: BANK_AID,
      fci: ber(
        0x6f,
        ber(0x84, BANK_AID),
        // What it wants to be told with the processing options: amount (6 bytes) and the country of the terminal (2).
        ber(0xa5, ber(0x50, Buffer.from('EXAMPLE', 'latin1')), ber(0x9f38, hex('9f02069f1a02'))),
      ),
      processingOptions: ber(0x80, hex('7c00'), hex('08010100'), hex('10010200')),
      files: [
        {
          fid: 0x01,
          read: 'free',
          contents: { type: 'records', records: [record(...(inTrack2Only ? [track2] : []), ownData)] },
        },
        {
          fid: 0x02,
          read: 'free',
          contents: {
            type: 'records',
            records: [
              record(ber(0x9f14, Uint8Array.of(0)), ber(0x5f24, hex('301231'))),
              inTrack2Only ? record(ber(0x5f28, hex('0156'))) : record(number),
            ],
          },
        },
      ],
    },
  ];
}

/** 19 digits: 999999 is no bank's; twelve digits of its own; the check digit (Luhn). */
export function inventedAccountNumber(serial: number): string {
  const body = `999999${String(serial).padStart(12, '0')}`;
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}
