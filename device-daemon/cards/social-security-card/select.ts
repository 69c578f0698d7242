import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { ChipCardOutcome } from '../../drivers/chip-card-reader.ts';
import { type CardAnswer, exchange, type Transmit } from './apdu.ts';
import type { CardReadFault } from './card-read-fault.ts';
import type { CardAlgorithm } from './social-security-card.ts';
import { statusText } from './status-words.ts';
import { findBerTlv, parseBerTlv } from './tlv.ts';

/** 社会保障应用环境 SSSE: `sx1.sh.社会保障` in GBK. Always selected by name: on some cards it is not the master file. */
const ENVIRONMENT_NAME = Buffer.from('7378312e73682ec9e7bbe1b1a3d5cf', 'hex');

const ALGORITHM_TAG = 0x86;
const ALGORITHMS: Readonly<Record<number, CardAlgorithm>> = { 1: '3DES', 2: 'SSF33', 3: 'SM4' };

/** @returns what the card says of its algorithm; null where it says nothing, as the older ones do */
export async function selectEnvironment(
  transmit: Transmit,
): Promise<Result<CardAlgorithm | null, CardReadFault>> {
  const selected = await selectByName(transmit, ENVIRONMENT_NAME);
  if (!selected.ok) return selected;
  const { status, data, sw } = selected.value;
  switch (status) {
    case 'done':
      return ok(algorithmOf(data));
    case 'functionNotSupported':
      return err({ type: 'cardLocked' });
    case 'lockedForGood':
    case 'conditionsNotSatisfied':
      return err({ type: 'applicationLocked' });
    case 'fileNotFound':
    case 'instructionUnknown':
    case 'classUnknown':
      return err({ type: 'notSocialSecurityCard' });
    case 'structureWrong':
    case 'securityNotSatisfied':
    case 'authenticationLocked':
    case 'recordNotFound':
    case 'parametersWrong':
    case 'keyNotFound':
    case 'triesLeft':
    case 'unlisted':
      return err({ type: 'unreadable', statusWord: statusText(sw) });
    default:
      return assertNever(status);
  }
}

export const selectByName = (transmit: Transmit, name: Uint8Array): Promise<ChipCardOutcome<CardAnswer>> =>
  exchange(transmit, { header: [0x00, 0xa4, 0x04, 0x00], data: name, expected: 'all' });

/** Below the current application; cards were seen that know one of the two forms only. */
export async function selectFile(transmit: Transmit, fid: number): Promise<ChipCardOutcome<CardAnswer>> {
  const data = Uint8Array.of(fid >> 8, fid & 0xff);
  const selected = await exchange(transmit, { header: [0x00, 0xa4, 0x02, 0x00], data, expected: 'none' });
  if (!selected.ok || selected.value.status === 'done') return selected;
  return exchange(transmit, { header: [0x00, 0xa4, 0x00, 0x00], data, expected: 'none' });
}

/** `6F … A5 … 9F0C 03 86 01 nn`: own template of the environment. */
function algorithmOf(fci: Uint8Array): CardAlgorithm | null {
  const items = parseBerTlv(fci);
  if (items === null) return null;
  const template = findBerTlv(items, 0x9f0c);
  // 9F0C is no constructed tag by its bits, and holds data objects all the same.
  const own = template === null ? null : parseBerTlv(template);
  const code = own === null ? null : findBerTlv(own, ALGORITHM_TAG);
  return code === null ? null : (ALGORITHMS[code[0] ?? 0] ?? null);
}
