import type { PinErrorCode } from '#shared/protocol/cards.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { PinFault } from '../cards/social-security-card/pin.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type { PinPad } from './pin-pad-contract.ts';
import type { PinFailure, PinProgress } from './social-security-card-reader-contract.ts';

/** The card whose PIN is asked for, as long as it is in the reader. */
export interface CardBeingAsked {
  /** Ends the entry: the command is over, or the card has gone. */
  readonly signal: AbortSignal;
  /** What ended it. */
  why(): PinFailure;
  /** One try, or none. @returns null when the card left before it could be asked */
  verify(digits: Uint8Array): Promise<Result<'verified', PinFault> | null>;
}

export const pinProblem = (errorCode: PinErrorCode): PinFailure => ({ type: 'commandErrorCode', errorCode });

/** Asks on the pad, again after a wrong PIN, until it is right or there is no way on. Each try has an entry of its own. */
export async function askForPin(
  card: SocialSecurityCard,
  pad: PinPad,
  progress: PinProgress,
  asked: CardBeingAsked,
): Promise<Result<SocialSecurityCard, PinFailure>> {
  let pin = card.pin;
  for (let wrong = false; pin.type === 'set'; wrong = true) {
    progress.entryRequested(pin.triesLeft, wrong);
    const entered = await pad.enterPin(progress, asked.signal);
    if (!entered.ok) {
      switch (entered.error) {
        case 'personCanceled':
          return err(pinProblem('pinCanceled'));
        case 'timeOut':
          return err(pinProblem('pinTimeOut'));
        case 'deviceNotReady':
          return err(pinProblem('pinPadNotReady'));
        case 'canceled':
          return err(asked.why());
        default:
          return assertNever(entered.error);
      }
    }
    const { value: digits } = entered;
    const verified = await asked.verify(digits.digits).finally(() => digits.clear());
    if (verified === null) return err(asked.why());
    if (verified.ok) return ok(card);
    if (verified.error.type !== 'wrong') return err(failureOf(verified.error));
    const { triesLeft } = verified.error;
    pin = triesLeft === 0 ? { type: 'locked' } : { type: 'set', triesLeft };
  }
  return pin.type === 'notSet' ? ok(card) : err(pinProblem('pinLocked'));
}

function failureOf(fault: Exclude<PinFault, { type: 'wrong' }>): PinFailure {
  switch (fault.type) {
    case 'locked':
    case 'cardLocked':
      return pinProblem('pinLocked');
    case 'cardChanged':
    case 'cardMoved':
      return pinProblem('cardChanged');
    case 'noCard':
      return pinProblem('noMedia');
    case 'silent':
      return { type: 'deviceNotReady' };
    case 'garbled':
    case 'broken':
    case 'jammed':
      return { type: 'hardwareError' };
    default:
      return pinProblem('chipNotAnswering');
  }
}
