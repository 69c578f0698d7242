import { err, ok, type Result } from '#shared/result.ts';
import { once, type Transmit, type TransmitFault } from './apdu.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { readIdentificationCode } from './issuer-file.ts';
import { unreadable } from './record-file.ts';
import { selectEnvironment } from './select.ts';
import type { PinState, SocialSecurityCard } from './social-security-card.ts';
import { statusText, triesLeftOf } from './status-words.ts';

/**
 * Why a PIN was not verified.
 * - `wrong` it cost a try, and some are left · `locked` none is left, perhaps since this one
 * - `cardChanged` another card than the one that was read; nothing was asked of it
 * - `cardLocked` the card or its social-security side is locked by its issuer
 */
export type PinFault =
  | { readonly type: 'wrong'; readonly triesLeft: number }
  | { readonly type: 'locked' | 'cardChanged' | 'cardLocked' }
  | { readonly type: 'unreadable'; readonly statusWord: string }
  | TransmitFault;

const VERIFY = 0x20;
const MIN_DIGITS = 4;
const MAX_DIGITS = 12;

/** Asks with no PIN at all, which costs no try. The environment is selected. */
export async function readPinState(transmit: Transmit): Promise<Result<PinState, CardReadFault>> {
  const answered = await once(transmit, Uint8Array.of(0x00, VERIFY, 0x00, 0x00, 0x00));
  if (!answered.ok) return answered;
  const { status, sw } = answered.value;
  switch (status) {
    case 'done':
    case 'keyNotFound':
      return ok({ type: 'notSet' });
    case 'authenticationLocked':
      return ok({ type: 'locked' });
    case 'triesLeft': {
      const triesLeft = triesLeftOf(sw);
      return ok(triesLeft === 0 ? { type: 'locked' } : { type: 'set', triesLeft });
    }
    default:
      return err(unreadable(sw));
  }
}

/**
 * Has the card check the PIN. Before a try is spent the card is asked who it is: between reading and now it may have
 * been exchanged. The command goes out once. When its answer is lost nobody knows whether a try is spent, and sending
 * it again could spend a second one.
 *
 * @param digits one a byte, 0–9, from 4 to 12 of them; they stay the caller's to clear
 */
export async function verifyPin(
  transmit: Transmit,
  digits: Uint8Array,
  expected: SocialSecurityCard,
): Promise<Result<'verified', PinFault>> {
  const same = await isSameCard(transmit, expected);
  if (!same.ok) return same;
  const command = verifyCommand(digits);
  const answered = await once(transmit, command).finally(() => command.fill(0));
  if (!answered.ok) return answered;
  const { status, sw } = answered.value;
  switch (status) {
    case 'done':
      return ok('verified');
    case 'triesLeft': {
      const triesLeft = triesLeftOf(sw);
      return err(triesLeft === 0 ? { type: 'locked' } : { type: 'wrong', triesLeft });
    }
    case 'authenticationLocked':
      return err({ type: 'locked' });
    case 'functionNotSupported':
    case 'lockedForGood':
      return err({ type: 'cardLocked' });
    default:
      return err({ type: 'unreadable', statusWord: statusText(sw) });
  }
}

async function isSameCard(transmit: Transmit, expected: SocialSecurityCard): Promise<Result<null, PinFault>> {
  const selected = await selectEnvironment(transmit);
  if (!selected.ok) return err(pinFaultOf(selected.error));
  const code = await readIdentificationCode(transmit);
  if (!code.ok) return err(pinFaultOf(code.error));
  return code.value === expected.cardIdentificationCode ? ok(null) : err({ type: 'cardChanged' });
}

function pinFaultOf(fault: CardReadFault): PinFault {
  switch (fault.type) {
    case 'cardLocked':
    case 'applicationLocked':
      return { type: 'cardLocked' };
    // Whatever this is, it is not the card that was read a moment ago.
    case 'notSocialSecurityCard':
    case 'forged':
    case 'algorithmUnsupported':
    case 'numberNotValid':
    case 'unproven':
      return { type: 'cardChanged' };
    default:
      return fault;
  }
}

/**
 * ```
 *   00 20 00 00 Lc | two digits a byte, an odd number of them filled up with F       123456 → 12 34 56
 * ```
 */
function verifyCommand(digits: Uint8Array): Uint8Array {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || digits.some((digit) => digit > 9))
    throw new RangeError('a PIN is 4 to 12 digits');
  const length = Math.ceil(digits.length / 2);
  const command = Uint8Array.of(0x00, VERIFY, 0x00, 0x00, length, ...new Uint8Array(length));
  for (let index = 0; index < length; index += 1) {
    command[5 + index] = ((digits[2 * index] ?? 0) << 4) | (digits[2 * index + 1] ?? 0xf);
  }
  return command;
}
