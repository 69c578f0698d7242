import type { Migration } from './migration.ts';

const inEightParts = (table: string): string =>
  Array.from(
    { length: 8 },
    (_, part) =>
      `create table ${table}_${part} partition of ${table} for values with (modulus 8, remainder ${part});`,
  ).join('\n');

/**
 * Medical contributions, orders to pay them, and the relatives whom somebody pays for. What grows with people lies
 * partitioned by person like their pension history.
 */
export const payments: Migration = {
  name: '0005-payments',
  sql: `
create table medical_enrolment (
  person_id bigint primary key references person,
  scheme text not null check (scheme in ('resident', 'flexibleWorker', 'employee')),
  category text not null check (category in (
    'ordinary', 'elderlyMovedHere', 'student', 'lowIncome', 'borderlineIncome', 'orphan', 'severelyDisabled')),
  household text not null check (household in ('local', 'elsewhere'))
);

-- A resident pays for a year, everybody else for a month.
create table medical_contribution (
  person_id bigint not null references person,
  first_month year_month not null,
  scheme text not null check (scheme in ('resident', 'flexibleWorker', 'employee')),
  months smallint not null check (months between 1 and 12),
  status text not null check (status in ('paid', 'owed')),
  amount_fen bigint not null check (amount_fen >= 0),
  paid_on date,
  order_number text check (order_number ~ '^[0-9]{24}$'),
  primary key (person_id, first_month, scheme),
  constraint paid_has_a_day check ((paid_on is not null) = (status = 'paid')),
  constraint an_order_pays check (order_number is null or status = 'paid')
) partition by hash (person_id);
${inEightParts('medical_contribution')}

-- 金融功能: the bank account of a social-security card. The number of the account is the bank's; here is what it is
-- asked for by.
create table card_account (
  card_number text primary key references social_security_card,
  bank_name text not null check (bank_name <> ''),
  account_token text not null unique check (account_token <> ''),
  activated_on date not null
);

create sequence payment_order_serial maxvalue 999999999 cycle;

create table payment_order (
  person_id bigint not null references person,
  order_number text not null check (order_number ~ '^[0-9]{24}$'),
  insured_id bigint not null references person,
  family_line smallint check (family_line > 0),
  kind text not null check (kind in ('residentRenewal', 'flexibleMakeUp')),
  state text not null check (state in (
    'pending', 'paying', 'paid', 'posted', 'expired', 'failed', 'cancelled', 'refunding', 'refunded')),
  first_month year_month not null,
  months smallint not null check (months between 1 and 12),
  amount_fen bigint not null check (amount_fen > 0),
  benefits_from year_month,
  payee text not null check (payee <> ''),
  -- As they were when it was assessed.
  policies json not null,
  assessed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  -- Of the card that pays, as it was when paying began.
  account_token text,
  bank_name text,
  booked_at timestamp with time zone,
  booked_fen bigint check (booked_fen > 0),
  bank_reference text,
  posted_on date,
  failure text check (failure in ('insufficientFunds', 'accountBlocked', 'limitExceeded', 'refusedByBank')),
  refund_reason text check (refund_reason in ('late', 'paidElsewhere', 'otherAmount')),
  -- When somebody has to look at it next; null once it is over.
  due_at timestamp with time zone,
  attempts smallint not null check (attempts >= 0),
  primary key (person_id, order_number),
  constraint self_is_no_family_member check ((family_line is null) = (person_id = insured_id)),
  constraint expires_later check (expires_at > assessed_at),
  constraint paying_has_an_account check (
    (account_token is not null and bank_name is not null) or state not in ('paying', 'paid', 'posted')),
  constraint booked_money_is_known check (
    (booked_at is not null and booked_fen is not null and bank_reference is not null)
    = (state in ('paid', 'posted', 'refunding', 'refunded'))),
  constraint posted_has_a_day check ((posted_on is not null) = (state = 'posted')),
  constraint only_what_was_ordered_is_posted check (state <> 'posted' or (
    booked_fen = amount_fen and booked_at < expires_at)),
  constraint failed_has_a_reason check (state <> 'failed' or failure is not null),
  constraint refund_has_a_reason check ((refund_reason is not null) = (state in ('refunding', 'refunded'))),
  constraint somebody_looks_until_it_is_over check (
    (due_at is null) = (state in ('posted', 'expired', 'failed', 'cancelled', 'refunded')))
) partition by hash (person_id);
${inEightParts('payment_order')}
-- The bank knows an order by its number alone.
create index payment_order_by_number on payment_order (order_number);
create index payment_order_by_insured on payment_order (insured_id, first_month);
create index payment_order_due on payment_order (due_at) where due_at is not null;

create table payment_order_event (
  person_id bigint not null,
  order_number text not null,
  step smallint not null check (step > 0),
  state text not null check (state in (
    'created', 'assessed', 'pending', 'paying', 'paid', 'posted', 'expired', 'failed', 'cancelled', 'refunding',
    'refunded')),
  at timestamp with time zone not null,
  primary key (person_id, order_number, step)
) partition by hash (person_id);
${inEightParts('payment_order_event')}

create function refuse_change_of_order_history() returns trigger language plpgsql as $$
begin
  raise exception 'payment_order_event is only ever added to';
end $$;
create trigger payment_order_event_is_append_only before update or delete on payment_order_event
  for each row execute function refuse_change_of_order_history();
create trigger payment_order_event_is_never_emptied before truncate on payment_order_event
  for each statement execute function refuse_change_of_order_history();

-- Signed at the counter: this relative may be bound by this person.
create table family_authorisation (
  authorisation_number text primary key check (authorisation_number ~ '^[0-9]{12}$'),
  person_id bigint not null references person,
  relative_id bigint not null references person,
  valid_until date not null,
  used_at timestamp with time zone,
  constraint authorises_another check (person_id <> relative_id)
);

-- Rows are never taken away: who was ever bound counts.
create table family_binding (
  person_id bigint not null references person,
  line smallint not null check (line > 0),
  relative_id bigint not null references person,
  consent text not null check (consent in ('cardRead', 'paperAuthorisation')),
  authorisation_number text references family_authorisation,
  bound_at timestamp with time zone not null,
  unbound_at timestamp with time zone,
  primary key (person_id, line),
  constraint nobody_binds_themselves check (person_id <> relative_id),
  constraint paper_has_a_number check ((authorisation_number is not null) = (consent = 'paperAuthorisation')),
  constraint ends_after_it_began check (unbound_at >= bound_at)
) partition by hash (person_id);
${inEightParts('family_binding')}
create unique index family_binding_once on family_binding (person_id, relative_id) where unbound_at is null;
`,
};
