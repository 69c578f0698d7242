import * as v from 'valibot';
import { AddressText, applicationEntries, plainText } from './application-parts.ts';
import { IsoDateText } from './common.ts';

export const ContactField = v.picklist(['phone', 'address', 'bankCard']);
export type ContactField = v.InferOutput<typeof ContactField>;

/** `POST /v1/contact-changes` 个人信息变更. Values are stored and never given out whole again. */
export const ContactChangeRequest = v.variant('field', [
  v.strictObject({
    field: v.literal('phone'),
    value: v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/, 'a mobile number of eleven digits')),
  }),
  v.strictObject({ field: v.literal('address'), value: AddressText }),
  v.strictObject({
    field: v.literal('bankCard'),
    /** 待遇发放 goes to it: 16 to 19 digits with their check digit. */
    value: v.pipe(v.string(), v.regex(/^\d{16,19}$/, '16 to 19 digits')),
    bank: plainText(40),
  }),
]);
export type ContactChangeRequest = v.InferOutput<typeof ContactChangeRequest>;

/** `cooling`: it takes effect after some days, until which it can be withdrawn. */
export const ContactChangeState = v.picklist(['cooling', 'effective', 'rejected', 'withdrawn']);
export type ContactChangeState = v.InferOutput<typeof ContactChangeState>;

export const ContactChange = v.strictObject({
  kind: v.literal('contactChange'),
  ...applicationEntries(ContactChangeState),
  details: v.strictObject({
    field: ContactField,
    maskedValue: v.string(),
    bank: v.nullable(v.string()),
    /** Null where there was none before. */
    maskedOldValue: v.nullable(v.string()),
    /** Not before that day. */
    effectiveFrom: IsoDateText,
  }),
});
export type ContactChange = v.InferOutput<typeof ContactChange>;

/** `GET /v1/contact-details`: what is in force now, masked. */
export const ContactDetails = v.strictObject({
  details: v.array(
    v.strictObject({
      field: ContactField,
      maskedValue: v.string(),
      bank: v.nullable(v.string()),
      /** Epoch milliseconds. */
      since: v.number(),
    }),
  ),
});
export type ContactDetails = v.InferOutput<typeof ContactDetails>;
