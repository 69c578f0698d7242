import * as v from 'valibot';
import { Policy } from './policies.ts';

/* What requests and answers of the calculators are made of. */

export const policies = v.array(Policy);
/** 0 to 100 million yuan. */
export const Amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000_000));
export const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
/** `0` to `1`, with four places: `0.0262`. */
export const Rate = v.pipe(
  v.string(),
  v.regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, 'a decimal from 0 to 1 with at most four places'),
);
/** Below `10`, with four places. */
export const Index = v.pipe(
  v.string(),
  v.regex(/^\d(\.\d{1,4})?$/, 'a decimal below 10 with at most four places'),
);
export const Visits = v.pipe(v.array(Amount), v.maxLength(366));
export const Region = v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits (GB/T 2260)'));
export const BirthMonth = v.pipe(
  v.string(),
  v.regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'a month from 1900-01 to 2099-12'),
);
/** Which limit of the region something was held at. */
export const HeldAt = v.nullable(v.picklist(['floor', 'ceiling']));
