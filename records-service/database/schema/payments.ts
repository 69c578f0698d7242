import { date, json, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type {
  MedicalCategory,
  MedicalScheme,
  PaymentFailure,
  PaymentKind,
  PaymentOrderState,
  RefundReason,
} from '#shared/records-api/payments.ts';
import type { Policy } from '#shared/records-api/policies.ts';
import { person, socialSecurityCard } from '../schema.ts';
import { fen, id, moment, yearMonth } from './columns.ts';

export const medicalEnrolment = pgTable('medical_enrolment', {
  personId: id('person_id')
    .primaryKey()
    .references(() => person.personId),
  scheme: text('scheme').$type<MedicalScheme>().notNull(),
  category: text('category').$type<MedicalCategory>().notNull(),
  household: text('household').$type<'local' | 'elsewhere'>().notNull(),
});

export const medicalContribution = pgTable(
  'medical_contribution',
  {
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    firstMonth: yearMonth('first_month').notNull(),
    scheme: text('scheme').$type<MedicalScheme>().notNull(),
    months: smallint('months').notNull(),
    status: text('status').$type<'paid' | 'owed'>().notNull(),
    amountFen: fen('amount_fen').notNull(),
    paidOn: date('paid_on', { mode: 'string' }),
    /** Where it was paid here. */
    orderNumber: text('order_number'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.firstMonth, table.scheme] })],
);

/** 金融功能 of a card: no row, no function. */
export const cardAccount = pgTable('card_account', {
  cardNumber: text('card_number')
    .primaryKey()
    .references(() => socialSecurityCard.cardNumber),
  bankName: text('bank_name').notNull(),
  /** What the payment provider knows the account by; not its number. */
  accountToken: text('account_token').notNull().unique(),
  activatedOn: date('activated_on', { mode: 'string' }).notNull(),
});

export const paymentOrder = pgTable(
  'payment_order',
  {
    /** Who pays. */
    personId: id('person_id')
      .notNull()
      .references(() => person.personId),
    orderNumber: text('order_number').notNull(),
    insuredId: id('insured_id')
      .notNull()
      .references(() => person.personId),
    familyLine: smallint('family_line'),
    kind: text('kind').$type<PaymentKind>().notNull(),
    state: text('state').$type<Exclude<PaymentOrderState, 'created' | 'assessed'>>().notNull(),
    firstMonth: yearMonth('first_month').notNull(),
    months: smallint('months').notNull(),
    amountFen: fen('amount_fen').notNull(),
    benefitsFrom: yearMonth('benefits_from'),
    payee: text('payee').notNull(),
    policies: json('policies').$type<Policy[]>().notNull(),
    assessedAt: moment('assessed_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    accountToken: text('account_token'),
    bankName: text('bank_name'),
    /** By the bank’s clock. */
    bookedAt: moment('booked_at'),
    bookedFen: fen('booked_fen'),
    bankReference: text('bank_reference'),
    postedOn: date('posted_on', { mode: 'string' }),
    failure: text('failure').$type<PaymentFailure>(),
    refundReason: text('refund_reason').$type<RefundReason>(),
    dueAt: moment('due_at'),
    /** Since the state changed. */
    attempts: smallint('attempts').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.orderNumber] })],
);

export const paymentOrderEvent = pgTable(
  'payment_order_event',
  {
    personId: id('person_id').notNull(),
    orderNumber: text('order_number').notNull(),
    step: smallint('step').notNull(),
    state: text('state').$type<PaymentOrderState>().notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.orderNumber, table.step] })],
);
