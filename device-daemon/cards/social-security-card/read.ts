import { err, ok, type Result } from '#shared/result.ts';
import type { Transmit } from './apdu.ts';
import { historicalBytesOf } from './atr.ts';
import { type Authentication, authenticate } from './authentication.ts';
import type { Authority } from './authority.ts';
import { readMaskedBankNumber } from './bank-number.ts';
import { checkDigitOf } from './card-number.ts';
import type { CardReadFault } from './card-read-fault.ts';
import { readHolderFile } from './holder-file.ts';
import { type IssuerData, readIssuerFile } from './issuer-file.ts';
import { readPinState } from './pin.ts';
import { selectEnvironment } from './select.ts';
import type { CardAlgorithm, SocialSecurityCard } from './social-security-card.ts';
import { hexDigits } from './text.ts';

export type { CardReadFault } from './card-read-fault.ts';

export interface ReadOptions {
  /** As the card answered to its reset, whole. */
  readonly atr: Uint8Array;
  /** Who holds the keys of the cards; null where nobody can be asked. */
  readonly authority: Authority | null;
  /** Whether the bank's side is read too. */
  readonly bankNumber: boolean;
  /** After it nothing is sent to the card any more, and the outcome means nothing. */
  readonly signal: AbortSignal;
}

const ATR_HISTORICAL_BYTES = 13;
/** GB/T 2260: Beijing, whose older cards use SSF33 without saying so. */
const BEIJING = /^11/;

/**
 * Reads a powered social-security card.
 *
 * ```
 *   SELECT SSSE ─▶ EF05 issuer ─▶ tries of the PIN ─▶ EF06 holder ─▶ authentication ─▶ [EF06 again] ─▶ [bank number]
 *                                                        │ kept            │ unproven
 *                                                        └─────────────────┴──▶ no holder, and no error
 * ```
 * Whether EF06 can be read without keys the card says itself (6982 where it cannot), not its version. A card of the
 * third generation that nobody has opened is well: the platform knows its holder by the numbers in EF05.
 */
export async function readSocialSecurityCard(
  transmit: Transmit,
  options: ReadOptions,
): Promise<Result<SocialSecurityCard, CardReadFault>> {
  const { signal } = options;
  const send: Transmit = (command) =>
    signal.aborted ? Promise.resolve(err({ type: 'silent' })) : transmit(command);

  const environment = await selectEnvironment(send);
  if (!environment.ok) return environment;
  const issuer = await readIssuerFile(send);
  if (!issuer.ok) return issuer;
  const algorithm = environment.value ?? algorithmOfRegion(issuer.value);
  const pin = await readPinState(send);
  if (!pin.ok) return pin;
  let holder = await readHolderFile(send);
  if (!holder.ok) return holder;
  const authentication = await proveCard(send, options, issuer.value, algorithm, holder.value === 'kept');
  if (!authentication.ok) return authentication;
  if (holder.value === 'kept' && authentication.value === 'opened') {
    holder = await readHolderFile(send);
    if (!holder.ok) return holder;
  }
  const bankNumber = options.bankNumber ? await readMaskedBankNumber(send) : ok(null);
  if (!bankNumber.ok) return bankNumber;
  return ok({
    ...issuer.value,
    algorithm,
    cardNumberCheckDigit: checkDigitOf(issuer.value.cardNumber),
    holder: holder.value === 'kept' ? null : holder.value,
    pin: pin.value,
    maskedBankNumber: bankNumber.value,
  });
}

const algorithmOfRegion = ({ cardIdentificationCode }: IssuerData): CardAlgorithm =>
  BEIJING.test(cardIdentificationCode) ? 'SSF33' : '3DES';

/** Where cards are to prove themselves, one that cannot be asked is refused; where nobody asks, it is read as it is. */
async function proveCard(
  transmit: Transmit,
  { atr, authority, signal }: ReadOptions,
  { cardIdentificationCode }: IssuerData,
  algorithm: CardAlgorithm,
  toBeOpened: boolean,
): Promise<Result<Authentication, CardReadFault>> {
  if (authority === null) return ok('unproven');
  if (algorithm === 'SSF33') return err({ type: 'algorithmUnsupported' });
  const historicalBytes = historicalBytesOf(atr);
  // Its keys are made from these bytes, and every genuine card has them: one without chooses not to be checked.
  if (historicalBytes?.length !== ATR_HISTORICAL_BYTES) return err({ type: 'forged' });
  const card = {
    region: cardIdentificationCode.slice(0, 6),
    atrHistoricalBytes: hexDigits(historicalBytes),
    algorithm,
    cardIdentificationCode,
  };
  return authenticate(transmit, authority, card, toBeOpened, signal);
}
