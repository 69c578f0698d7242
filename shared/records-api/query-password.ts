import * as v from 'valibot';
import { IsoDateText } from './common.ts';
import { Policy } from './policies.ts';

/** 查询密码: digits, because it is entered on a PIN pad or five keys. How many, the region's policy says. */
const Digits = v.pipe(v.string(), v.regex(/^\d{1,64}$/, 'a text of digits'));

/** `PUT /v1/query-password` */
export const QueryPasswordChange = v.strictObject({
  newPassword: Digits,
  /** The one that is to be replaced; left out where none is set. */
  oldPassword: v.optional(Digits),
});
export type QueryPasswordChange = v.InferOutput<typeof QueryPasswordChange>;

/** `POST /v1/query-password/verification` */
export const QueryPasswordVerification = v.strictObject({ password: Digits });
export type QueryPasswordVerification = v.InferOutput<typeof QueryPasswordVerification>;

/** `GET /v1/query-password`, and the answer to setting, changing and verifying it. */
export const QueryPasswordState = v.strictObject({
  isSet: v.boolean(),
  /** Epoch milliseconds; null where none is set. A terminal that lost the answer to a change sees here whether it was made. */
  setAt: v.nullable(v.number()),
  /** Whether this session has it verified, and so may ask for what needs it. */
  verified: v.boolean(),
  /** Wrong tries that are left today. */
  triesLeft: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** First day, in China, on which it can be tried again; null where it is not locked. */
  lockedUntil: v.nullable(IsoDateText),
  /** Where a locked one is unlocked and a forgotten one taken back. */
  unlockedAt: v.picklist(['counter']),
  /** How many digits a new one may have. */
  digits: v.strictObject({ least: v.number(), most: v.number() }),
  policies: v.array(Policy),
});
export type QueryPasswordState = v.InferOutput<typeof QueryPasswordState>;
