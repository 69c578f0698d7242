import * as v from 'valibot';

/** Which of the four layouts of the 256-byte text block the card carries (letter at byte 248: space, J, I, Y). */
export const IdentityCardKind = v.picklist([
  'residentIdentityCard',
  'hongKongMacaoTaiwanResidencePermit',
  'foreignPermanentResidentCard2017',
  'foreignPermanentResidentCard2023',
]);
export type IdentityCardKind = v.InferOutput<typeof IdentityCardKind>;

/** Everything that can open a visit. */
const CardKind = v.picklist([
  ...IdentityCardKind.options,
  'socialSecurityCard',
  'electronicSocialSecurityCard',
]);

/**
 * What the page may know of a card: enough to greet, masked by the daemon. The clear values never leave it. A
 * social-security card of the third generation keeps its holder to itself until somebody with its keys asks, and an
 * electronic card says nothing at all: name and number are null where nobody has told them yet.
 */
export const CardHolder = v.strictObject({
  cardKind: CardKind,
  maskedName: v.nullable(v.string()),
  maskedNumber: v.nullable(v.string()),
});
export type CardHolder = v.InferOutput<typeof CardHolder>;

/** A social-security card that was read. `pinTriesLeft` is null where no PIN is to be entered. */
export const SocialSecurityCardRead = v.strictObject({
  ...CardHolder.entries,
  pinTriesLeft: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15))),
});
export type SocialSecurityCardRead = v.InferOutput<typeof SocialSecurityCardRead>;

/**
 * Why a card that lay on the reader gave no holder. The first four are XFS4IoT's words; the rest have no word there.
 */
export const IdentityCardErrorCode = v.picklist([
  'noMedia',
  'invalidMedia',
  'cardCollision',
  'securityFail',
  'cardExpired',
  'cardNotYetValid',
  'numberNotValid',
  'readerFirmwareOutdated',
]);
export type IdentityCardErrorCode = v.InferOutput<typeof IdentityCardErrorCode>;

/**
 * Why a social-security card opens no visit.
 * - `noMedia` it was pulled out · `invalidMedia` a card without the social-security application
 * - `chipNotAnswering` no answer to reset: wrong way round, upside down, dirty
 * - `mediaJam` the card is stuck in the reader's throat · `cardCollision` two cards
 * - `cardLocked` every command is answered 6A81, or the application is locked for good (9303)
 * - `securityFail` it cannot prove to be genuine · `algorithmUnsupported` SSF33, which is not public
 * - `cardChanged` another card than a moment ago · `cardExpired` its last day is past
 * - `holderUnknown` the card does not tell its holder and nobody who was asked knows it
 * - `cardNotInUse` the records service says it was reported lost or cancelled
 * - `pinLocked` no tries left
 * - `recordsUnavailable` the one who knows the holder could not be asked
 */
export const SocialSecurityCardErrorCode = v.picklist([
  'noMedia',
  'invalidMedia',
  'chipNotAnswering',
  'mediaJam',
  'cardCollision',
  'cardLocked',
  'securityFail',
  'algorithmUnsupported',
  'cardChanged',
  'cardExpired',
  'numberNotValid',
  'holderUnknown',
  'cardNotInUse',
  'pinLocked',
  'recordsUnavailable',
]);
export type SocialSecurityCardErrorCode = v.InferOutput<typeof SocialSecurityCardErrorCode>;

/** Why no PIN was verified. A wrong PIN is no end: the person is asked again while tries are left. */
export const PinErrorCode = v.picklist([
  'pinLocked',
  'pinCanceled',
  'pinTimeOut',
  'pinPadNotReady',
  'noMedia',
  'cardChanged',
  'chipNotAnswering',
  'holderUnknown',
  'cardNotInUse',
  'recordsUnavailable',
]);
export type PinErrorCode = v.InferOutput<typeof PinErrorCode>;

/**
 * Why a scanned code opens no visit. `codeNotReadable`: not printable text of a sensible length; `codeRefused`: the
 * platform does not know it or it is too old (it changes every minute); `platformUnavailable`: could not be asked.
 */
export const ElectronicCardErrorCode = v.picklist([
  'codeNotReadable',
  'codeRefused',
  'platformUnavailable',
  'recordsUnavailable',
]);
export type ElectronicCardErrorCode = v.InferOutput<typeof ElectronicCardErrorCode>;
