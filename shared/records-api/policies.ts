import * as v from 'valibot';
import { IsoDateText } from './common.ts';

/** A document that set figures which an answer rests on. */
export const Policy = v.strictObject({
  /** GB/T 2260; `000000` is the whole country. */
  region: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  document: v.string(),
  effectiveFrom: IsoDateText,
  effectiveTo: v.nullable(IsoDateText),
  source: v.string(),
  /** How sure the figures are; `invented` is the demo region’s. */
  confidence: v.picklist(['officialText', 'onePublicSource', 'unconfirmed', 'invented']),
  /** What else one has to know of the figures, such as a newer rule that replaced them. */
  note: v.optional(v.string()),
});
export type Policy = v.InferOutput<typeof Policy>;

export const PoliciesQuery = v.strictObject({
  region: v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits (GB/T 2260)')),
  /** A day; today without it. */
  date: v.optional(IsoDateText),
});
export type PoliciesQuery = v.InferOutput<typeof PoliciesQuery>;

/** `values` as the pack has them: amounts in fen, rates in hundredths of a per cent, spans in the unit of their name. */
export const Policies = v.strictObject({
  region: v.string(),
  date: IsoDateText,
  policies: v.array(
    v.strictObject({ name: v.string(), ...Policy.entries, values: v.record(v.string(), v.unknown()) }),
  ),
});
export type Policies = v.InferOutput<typeof Policies>;
