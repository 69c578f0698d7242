import type { Migration } from './migration.ts';

/**
 * A person's months lie together: one row for each person and five calendar years holds everything of those years,
 * instead of a row for each month that lies wherever that month's arrivals were written (decision 20).
 *
 * The names contribution, pension_payment and account_payout stay, as views through which single lines are read and
 * written. What a line must fulfil is part of its type, so no way of writing gets around it.
 */
export const pensionHistory: Migration = {
  name: '0004-pension-history',
  sql: `
create type contribution_entry as (
  for_month year_month,
  line smallint,
  paid_in_month year_month,
  employer_id bigint,
  kind text,
  status text,
  base_fen bigint,
  personal_fen bigint,
  employer_fen bigint,
  to_account_fen bigint,
  credited_on date
);
create domain contribution_line as contribution_entry not null
  constraint contribution_is_whole check (
    (value).for_month is not null and (value).line is not null and (value).kind is not null
    and (value).status is not null and (value).personal_fen is not null and (value).employer_fen is not null
    and (value).to_account_fen is not null)
  constraint line_counts_from_one check ((value).line > 0)
  constraint kind_is_known check ((value).kind in (
    'regular', 'refund', 'madeUpAfterBreak', 'madeUpLumpSum', 'baseAdjustment', 'transferredIn', 'flexibleWorker',
    'residentOwn', 'residentSubsidy'))
  constraint status_is_known check ((value).status in ('credited', 'inTransit', 'partlyCredited', 'owed'))
  constraint owed_is_not_paid check (((value).paid_in_month is null) = ((value).status = 'owed'))
  constraint credited_has_a_day check (((value).credited_on is null) = ((value).status in ('owed', 'inTransit')))
  constraint only_money_that_came_is_booked check ((value).credited_on is not null or (value).to_account_fen = 0)
  constraint monthly_payment_has_a_base check (
    (value).base_fen is not null
    or (value).kind not in ('regular', 'flexibleWorker', 'madeUpAfterBreak', 'madeUpLumpSum'))
  constraint only_corrections_are_negative check (
    (value).kind in ('refund', 'baseAdjustment')
    or ((value).personal_fen >= 0 and (value).employer_fen >= 0 and (value).to_account_fen >= 0));

create type pension_payment_entry as (
  month year_month,
  basic_fen bigint,
  account_fen bigint,
  transitional_fen bigint,
  deduction_fen bigint,
  net_fen bigint,
  status text,
  paid_on date
);
create domain pension_payment_line as pension_payment_entry not null
  constraint payment_is_whole check (
    (value).month is not null and (value).basic_fen is not null and (value).account_fen is not null
    and (value).transitional_fen is not null and (value).deduction_fen is not null and (value).net_fen is not null
    and (value).status is not null)
  constraint payment_status_is_known check ((value).status in ('paid', 'inTransit', 'failed'))
  constraint parts_are_not_negative check (
    (value).basic_fen >= 0 and (value).account_fen >= 0 and (value).transitional_fen >= 0
    and (value).deduction_fen >= 0)
  constraint net_adds_up check (
    (value).net_fen = (value).basic_fen + (value).account_fen + (value).transitional_fen - (value).deduction_fen)
  constraint paid_has_a_day check (((value).paid_on is not null) = ((value).status = 'paid'));

create type account_payout_entry as (
  paid_month year_month,
  reason text,
  amount_fen bigint
);
create domain account_payout_line as account_payout_entry not null
  constraint payout_is_whole check (
    (value).paid_month is not null and (value).reason is not null and (value).amount_fen is not null)
  constraint payout_reason_is_known check ((value).reason in ('pension', 'transferOut', 'settlement'))
  constraint payout_is_positive check ((value).amount_fen > 0);

-- The first of the five years of a month: 202611 lies with 2025.
create function period_of(month integer) returns smallint language sql immutable parallel safe
  return (month / 500 * 5)::smallint;

-- Lines rise strictly, so that none is there twice, and all are of the five years. Loops, because they run with each
-- write and take a quarter of the time of a window function; and they name nothing that a restored dump has not yet.
create function contributions_in_order(lines contribution_line[], since_year smallint) returns boolean
language plpgsql immutable parallel safe as $$
declare
  key bigint;
  key_before bigint := 0;
begin
  if lines is null then return true; end if;
  for key in select l.for_month::bigint * 100000 + l.line from unnest(lines) l loop
    if key <= key_before then return false; end if;
    key_before := key;
  end loop;
  return (lines[1]).for_month / 500 * 5 = since_year and key_before / 50000000 * 5 = since_year;
end $$;

create function pension_payments_in_order(lines pension_payment_line[], since_year smallint) returns boolean
language plpgsql immutable parallel safe as $$
declare
  key integer;
  key_before integer := 0;
begin
  if lines is null then return true; end if;
  for key in select l.month from unnest(lines) l loop
    if key <= key_before then return false; end if;
    key_before := key;
  end loop;
  return (lines[1]).month / 500 * 5 = since_year and key_before / 500 * 5 = since_year;
end $$;

create function account_payouts_in_order(lines account_payout_line[], since_year smallint) returns boolean
language plpgsql immutable parallel safe as $$
declare
  key text collate "C";
  key_before text collate "C" := '';
begin
  if lines is null then return true; end if;
  for key in select l.paid_month || l.reason from unnest(lines) l loop
    if key <= key_before then return false; end if;
    key_before := key;
  end loop;
  return (lines[1]).paid_month / 500 * 5 = since_year and left(key_before, 6)::integer / 500 * 5 = since_year;
end $$;

create table pension_history (
  person_id bigint not null references person,
  since_year smallint not null check (since_year % 5 = 0),
  contributions contribution_line[],
  pension_payments pension_payment_line[],
  account_payouts account_payout_line[],
  primary key (person_id, since_year),
  constraint contributions_in_order check (contributions_in_order(contributions, since_year)),
  constraint pension_payments_in_order check (pension_payments_in_order(pension_payments, since_year)),
  constraint account_payouts_in_order check (account_payouts_in_order(account_payouts, since_year))
) partition by hash (person_id);

-- Packed, five years stay within their row: a place apart would be three more pages for each.
alter table pension_history alter column contributions set storage main;
alter table pension_history alter column pension_payments set storage main;
alter table pension_history alter column account_payouts set storage main;

-- A quarter of the time of the other method, where this server was built with it.
do $$
begin
  alter table pension_history alter column contributions set compression lz4;
  alter table pension_history alter column pension_payments set compression lz4;
  alter table pension_history alter column account_payouts set compression lz4;
exception when feature_not_supported then null;
end $$;

create table pension_history_0 partition of pension_history for values with (modulus 8, remainder 0);
create table pension_history_1 partition of pension_history for values with (modulus 8, remainder 1);
create table pension_history_2 partition of pension_history for values with (modulus 8, remainder 2);
create table pension_history_3 partition of pension_history for values with (modulus 8, remainder 3);
create table pension_history_4 partition of pension_history for values with (modulus 8, remainder 4);
create table pension_history_5 partition of pension_history for values with (modulus 8, remainder 5);
create table pension_history_6 partition of pension_history for values with (modulus 8, remainder 6);
create table pension_history_7 partition of pension_history for values with (modulus 8, remainder 7);

insert into pension_history (person_id, since_year, contributions)
  select person_id, period_of(for_month),
    array_agg(row(for_month, line, paid_in_month, employer_id, kind, status, base_fen, personal_fen, employer_fen,
      to_account_fen, credited_on)::contribution_entry::contribution_line order by for_month, line)
  from contribution group by 1, 2;
insert into pension_history (person_id, since_year, pension_payments)
  select person_id, period_of(month),
    array_agg(row(month, basic_fen, account_fen, transitional_fen, deduction_fen, net_fen, status, paid_on)
      ::pension_payment_entry::pension_payment_line order by month)
  from pension_payment group by 1, 2
  on conflict (person_id, since_year) do update set pension_payments = excluded.pension_payments;
insert into pension_history (person_id, since_year, account_payouts)
  select person_id, period_of(paid_month),
    array_agg(row(paid_month, reason, amount_fen)::account_payout_entry::account_payout_line
      order by paid_month, reason collate "C")
  from account_payout group by 1, 2
  on conflict (person_id, since_year) do update set account_payouts = excluded.account_payouts;

drop table contribution;
drop table pension_payment;
drop table account_payout;

create view contribution as
  select person_id, l.for_month, l.line, l.paid_in_month, l.employer_id, l.kind, l.status, l.base_fen, l.personal_fen,
    l.employer_fen, l.to_account_fen, l.credited_on
  from pension_history cross join lateral unnest(contributions) l;
create view pension_payment as
  select person_id, l.month, l.basic_fen, l.account_fen, l.transitional_fen, l.deduction_fen, l.net_fen, l.status,
    l.paid_on
  from pension_history cross join lateral unnest(pension_payments) l;
create view account_payout as
  select person_id, l.paid_month, l.reason, l.amount_fen
  from pension_history cross join lateral unnest(account_payouts) l;

create function write_contribution() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update pension_history h set contributions = nullif(array(
        select l from unnest(h.contributions) l where (l.for_month, l.line) <> (old.for_month, old.line)
      )::contribution_line[], '{}')
      where h.person_id = old.person_id and h.since_year = period_of(old.for_month);
  end if;
  if tg_op = 'DELETE' then return old; end if;
  insert into pension_history as h (person_id, since_year, contributions)
    values (new.person_id, period_of(new.for_month), array[row(new.for_month, new.line, new.paid_in_month,
      new.employer_id, new.kind, new.status, new.base_fen, new.personal_fen, new.employer_fen, new.to_account_fen,
      new.credited_on)::contribution_entry]::contribution_line[])
    on conflict (person_id, since_year) do update set contributions = case
      -- The usual case: a new month after all others.
      when (h.contributions[cardinality(h.contributions)]).for_month < new.for_month
        then h.contributions || excluded.contributions
      else array(
        select l from unnest(h.contributions || excluded.contributions) l order by l.for_month, l.line
      )::contribution_line[] end;
  return new;
end $$;
create trigger write_contribution instead of insert or update or delete on contribution
  for each row execute function write_contribution();

create function write_pension_payment() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update pension_history h set pension_payments = nullif(array(
        select l from unnest(h.pension_payments) l where l.month <> old.month)::pension_payment_line[], '{}')
      where h.person_id = old.person_id and h.since_year = period_of(old.month);
  end if;
  if tg_op = 'DELETE' then return old; end if;
  insert into pension_history as h (person_id, since_year, pension_payments)
    values (new.person_id, period_of(new.month), array[row(new.month, new.basic_fen, new.account_fen,
      new.transitional_fen, new.deduction_fen, new.net_fen, new.status, new.paid_on)::pension_payment_entry
      ]::pension_payment_line[])
    on conflict (person_id, since_year) do update set pension_payments = array(
      select l from unnest(h.pension_payments || excluded.pension_payments) l order by l.month
    )::pension_payment_line[];
  return new;
end $$;
create trigger write_pension_payment instead of insert or update or delete on pension_payment
  for each row execute function write_pension_payment();

create function write_account_payout() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update pension_history h set account_payouts = nullif(array(
        select l from unnest(h.account_payouts) l where (l.paid_month, l.reason) <> (old.paid_month, old.reason)
      )::account_payout_line[], '{}')
      where h.person_id = old.person_id and h.since_year = period_of(old.paid_month);
  end if;
  if tg_op = 'DELETE' then return old; end if;
  insert into pension_history as h (person_id, since_year, account_payouts)
    values (new.person_id, period_of(new.paid_month), array[row(new.paid_month, new.reason, new.amount_fen)
      ::account_payout_entry]::account_payout_line[])
    on conflict (person_id, since_year) do update set account_payouts = array(
      select l from unnest(h.account_payouts || excluded.account_payouts) l
      order by l.paid_month, l.reason collate "C"
    )::account_payout_line[];
  return new;
end $$;
create trigger write_account_payout instead of insert or update or delete on account_payout
  for each row execute function write_account_payout();

-- What a foreign key would do for the lines: their employers are there, and stay.
create function require_employers() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct l.employer_id from unnest(new.contributions) l where l.employer_id is not null) named
    where not exists (select from employer e where e.employer_id = named.employer_id)
  ) then
    raise exception 'a contribution names an employer who is not on file'
      using errcode = 'foreign_key_violation', constraint = 'contribution_employer';
  end if;
  return new;
end $$;
create trigger employers_are_on_file before insert or update of contributions on pension_history
  for each row execute function require_employers();

create function refuse_loss_of_employers() returns trigger language plpgsql as $$
begin
  raise exception 'employers stay on file: contributions name them'
    using errcode = 'foreign_key_violation', constraint = 'contribution_employer';
end $$;
create trigger employers_stay before delete or truncate on employer
  for each statement execute function refuse_loss_of_employers();
`,
};
