import * as v from 'valibot';

/** Which of the four layouts of the 256-byte text block the card carries (letter at byte 248: space, J, I, Y). */
export const IdentityCardKind = v.picklist([
  'residentIdentityCard',
  'hongKongMacaoTaiwanResidencePermit',
  'foreignPermanentResidentCard2017',
  'foreignPermanentResidentCard2023',
]);
export type IdentityCardKind = v.InferOutput<typeof IdentityCardKind>;

/** What the page may know of a card: enough to greet, masked by the daemon. The clear values never leave it. */
export const CardHolder = v.strictObject({
  cardKind: IdentityCardKind,
  maskedName: v.string(),
  maskedNumber: v.string(),
});
export type CardHolder = v.InferOutput<typeof CardHolder>;

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
