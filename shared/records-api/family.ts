import * as v from 'valibot';
import { FamilyMemberLine } from './payments.ts';
import { Policy } from './policies.ts';

/** How a relative agreed to be paid for. */
const consent = v.variant('type', [
  v.strictObject({
    type: v.literal('cardRead'),
    /** Evidence that the relative’s card was read just now at the same terminal, as `POST /v1/sessions` takes it. */
    relativeEvidence: v.pipe(v.string(), v.maxLength(4096)),
  }),
  v.strictObject({
    type: v.literal('paperAuthorisation'),
    /** 授权书编号, given out at the counter where the relative signed. */
    authorisationNumber: v.pipe(v.string(), v.regex(/^\d{12}$/, '12 digits')),
  }),
]);

/** `POST /v1/family-members` */
export const BindFamilyMember = v.strictObject({ consent });
export type BindFamilyMember = v.InferOutput<typeof BindFamilyMember>;

export const FamilyMember = v.strictObject({
  line: FamilyMemberLine,
  maskedName: v.string(),
  maskedNumber: v.string(),
  consent: v.picklist(['cardRead', 'paperAuthorisation']),
  /** Epoch milliseconds. */
  boundAt: v.number(),
  /** null while it holds. */
  unboundAt: v.nullable(v.number()),
});
export type FamilyMember = v.InferOutput<typeof FamilyMember>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `GET /v1/family-members`: everybody who was ever bound, in that order. At most `everMost`, so that it needs no pages. */
export const Family = v.strictObject({
  members: v.array(FamilyMember),
  active: count,
  activeMost: count,
  /** Unbinding does not make it less. */
  ever: count,
  everMost: count,
  policies: v.array(Policy),
});
export type Family = v.InferOutput<typeof Family>;

/** `DELETE /v1/family-members/:line` */
export const FamilyMemberPath = v.strictObject({
  line: v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/, 'a line of the family list')),
});
