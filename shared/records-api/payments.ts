import * as v from 'valibot';
import { FenAmount, IsoDateText, YearMonthText } from './common.ts';
import { Office, RefusedGroup } from './offices.ts';
import { nextAfter, pageQuery } from './paging.ts';
import { Policy } from './policies.ts';

/*
 * 医保线上参保缴费. Moments are epoch milliseconds of the service's clock, which alone decides what is in time.
 */

/** 续保 of a resident, 补扣漏缴 of a flexible worker. */
export const PaymentKind = v.picklist(['residentRenewal', 'flexibleMakeUp']);
export type PaymentKind = v.InferOutput<typeof PaymentKind>;

/** `paying`: the bank was asked and its answer is not known yet · `paid`: it booked, the months are not posted yet. */
export const PaymentOrderState = v.picklist([
  'created',
  'assessed',
  'pending',
  'paying',
  'paid',
  'posted',
  'expired',
  'failed',
  'cancelled',
  'refunding',
  'refunded',
]);
export type PaymentOrderState = v.InferOutput<typeof PaymentOrderState>;

/** Why a bank does not pay, in words that a citizen can do something about. */
export const PaymentFailure = v.picklist([
  'insufficientFunds',
  'accountBlocked',
  'limitExceeded',
  'refusedByBank',
]);
export type PaymentFailure = v.InferOutput<typeof PaymentFailure>;

/** `late`: booked when the order was over · `paidElsewhere`: the months were paid meanwhile. */
export const RefundReason = v.picklist(['late', 'paidElsewhere', 'otherAmount']);
export type RefundReason = v.InferOutput<typeof RefundReason>;

export const MedicalScheme = v.picklist(['resident', 'flexibleWorker', 'employee']);
export type MedicalScheme = v.InferOutput<typeof MedicalScheme>;

export const MedicalCategory = v.picklist([
  'ordinary',
  'elderlyMovedHere',
  'student',
  'lowIncome',
  'borderlineIncome',
  'orphan',
  'severelyDisabled',
]);
export type MedicalCategory = v.InferOutput<typeof MedicalCategory>;

/** Counts the bindings of one person. */
export const FamilyMemberLine = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999));

/** 24 digits: 6 region | 8 yyyymmdd | 9 serial | 1 check (Luhn). */
export const PaymentOrderNumber = v.pipe(v.string(), v.regex(/^\d{24}$/, '24 digits'));
export const PaymentOrderPath = v.strictObject({ number: PaymentOrderNumber });

const forWhom = {
  /** Line of the family list; null: for oneself. */
  familyMember: v.nullable(FamilyMemberLine),
};

/** `POST /v1/payment-orders` */
export const CreatePaymentOrder = v.variant('kind', [
  v.strictObject({
    kind: v.literal('residentRenewal'),
    ...forWhom,
    /** What the citizen answered yes to, of the groups that pay elsewhere. */
    declaredGroups: v.pipe(v.array(RefusedGroup), v.maxLength(6)),
  }),
  v.strictObject({
    kind: v.literal('flexibleMakeUp'),
    ...forWhom,
    /** So many months, oldest first; all of them without it. */
    months: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
  }),
]);
export type CreatePaymentOrder = v.InferOutput<typeof CreatePaymentOrder>;

const months = {
  firstMonth: YearMonthText,
  months: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

const assessed = {
  ...months,
  amountFen: FenAmount,
  /** First month with benefits once it is paid; null while months before it stay unpaid. */
  benefitsFrom: v.nullable(YearMonthText),
};

const insured = v.strictObject({ familyMember: v.nullable(FamilyMemberLine), maskedName: v.string() });

export const PaymentOrder = v.strictObject({
  number: PaymentOrderNumber,
  kind: PaymentKind,
  state: PaymentOrderState,
  insured,
  ...assessed,
  /** 收款单位: where the money goes. */
  payee: v.string(),
  assessedAt: v.number(),
  /** At this moment it is over. */
  expiresAt: v.number(),
  /** Time left to begin paying, as this service counts it; 0 where nothing can be begun. */
  remainingMs: v.number(),
  /** Only of a failed order. */
  failure: v.nullable(PaymentFailure),
  /** Only where money goes back or went back. */
  refundReason: v.nullable(RefundReason),
});
export type PaymentOrder = v.InferOutput<typeof PaymentOrder>;

export const PaymentOrderWithHistory = v.strictObject({
  ...PaymentOrder.entries,
  history: v.array(v.strictObject({ state: PaymentOrderState, at: v.number() })),
  policies: v.array(Policy),
});
export type PaymentOrderWithHistory = v.InferOutput<typeof PaymentOrderWithHistory>;

/** `GET /v1/payment-orders`, newest first. */
export const PaymentOrdersQuery = v.strictObject(pageQuery(PaymentOrderNumber));
export const PaymentOrders = v.strictObject({ orders: v.array(PaymentOrder), nextAfter });
export type PaymentOrders = v.InferOutput<typeof PaymentOrders>;

/** `GET /v1/payment-options`: what could be paid, for oneself and each family member. */
export const PaymentOptions = v.strictObject({
  options: v.array(
    v.strictObject({
      insured,
      kind: PaymentKind,
      outcome: v.variant('possible', [
        v.strictObject({ possible: v.literal(true), ...assessed }),
        v.strictObject({
          possible: v.literal(false),
          refusal: v.variant('reason', [
            v.strictObject({ reason: v.literal('renewalNotHere'), group: RefusedGroup, office: Office }),
            v.strictObject({ reason: v.literal('otherScheme'), scheme: MedicalScheme }),
            v.strictObject({
              reason: v.literal('gapTooLong'),
              gapMonths: v.number(),
              mostMonths: v.number(),
            }),
            v.strictObject({ reason: v.literal('fewerMonthsToPay'), mostMonths: v.number() }),
            v.strictObject({ reason: v.literal('nothingToPay') }),
            /** An order for it is open already. */
            v.strictObject({ reason: v.literal('orderOpen') }),
          ]),
        }),
      ]),
    }),
  ),
  card: v.strictObject({
    /** Whether a card in use has its financial function (金融功能) activated. */
    canPay: v.boolean(),
    bankName: v.nullable(v.string()),
    activateAt: v.array(v.string()),
  }),
  policies: v.array(Policy),
});
export type PaymentOptions = v.InferOutput<typeof PaymentOptions>;

/** `GET /v1/payment-orders/:number/receipt`: what stands on 缴费凭证. */
export const PaymentReceipt = v.strictObject({
  number: PaymentOrderNumber,
  kind: PaymentKind,
  payer: v.strictObject({ maskedName: v.string(), maskedNumber: v.string() }),
  insured: v.strictObject({ maskedName: v.string(), maskedNumber: v.string() }),
  ...months,
  amountFen: FenAmount,
  benefitsFrom: v.nullable(YearMonthText),
  payee: v.string(),
  bankName: v.string(),
  /** The bank’s own number of the booking. */
  bankReference: v.string(),
  paidAt: v.number(),
  postedOn: IsoDateText,
  issuer: v.string(),
  /** Invented citizens: the paper carries 样张. */
  sample: v.boolean(),
  policies: v.array(Policy),
});
export type PaymentReceipt = v.InferOutput<typeof PaymentReceipt>;

/** `GET /v1/medical-contributions`, newest first. */
export const MedicalContributionsQuery = v.strictObject(pageQuery(YearMonthText));
export const MedicalContributions = v.strictObject({
  contributions: v.array(
    v.strictObject({
      scheme: MedicalScheme,
      ...months,
      status: v.picklist(['paid', 'owed']),
      amountFen: FenAmount,
      paidOn: v.nullable(IsoDateText),
      orderNumber: v.nullable(PaymentOrderNumber),
    }),
  ),
  nextAfter,
  dataCutOff: IsoDateText,
});
export type MedicalContributions = v.InferOutput<typeof MedicalContributions>;

/** `POST /v1/payment-notifications`: what the payment provider says of its own accord, a JWS (docs/payments.md). */
export const PaymentNotification = v.strictObject({ message: v.pipe(v.string(), v.maxLength(4096)) });
