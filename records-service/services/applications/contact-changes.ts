import { and, desc, eq } from 'drizzle-orm';
import { maskAddress, maskBankCard, maskPhone } from '#shared/identity/mask-contact.ts';
import type {
  ContactChangeRequest,
  ContactDetails,
  ContactField,
} from '#shared/records-api/contact-changes.ts';
import { assertNever, err, type Result } from '#shared/result.ts';
import { addDays, chinaDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { contactValue } from '../../database/schema.ts';
import { CONTACT_CHANGES } from '../../policy-packs/contact-changes.ts';
import { hasLuhnCheckDigit } from '../../rules/luhn.ts';
import type { ContactChangeCase } from './contact-change-case.ts';
import { packOf } from './policies.ts';
import { openCase, type RowOf, type Submitter } from './store.ts';

export type ContactChangeRefusal =
  | 'policyNotFound'
  | 'bankCardNotValid'
  | 'contactUnchanged'
  | 'applicationAlreadyOpen';

/** 个人信息变更: at once, or after it has cooled for the days of the pack. */
export async function changeContact(
  transaction: Database,
  submitter: Submitter,
  request: ContactChangeRequest,
): Promise<Result<RowOf<'contactChange'>, ContactChangeRefusal>> {
  const { field, value } = request;
  if (field === 'bankCard' && !hasLuhnCheckDigit(value)) return err('bankCardNotValid');
  const today = chinaDate(submitter.nowMs);
  const pack = packOf(CONTACT_CHANGES, submitter.region, today);
  if (!pack.ok) return pack;
  const before = await contactInForce(transaction, submitter.personId, field);
  if (before?.value === value) return err('contactUnchanged');
  const coolingDays = pack.value.values.coolingDays[field];
  const content: ContactChangeCase = {
    kind: 'contactChange',
    state: coolingDays === 0 ? 'effective' : 'cooling',
    field,
    value,
    bank: request.field === 'bankCard' ? request.bank : null,
    oldValue: before?.value ?? null,
    effectiveFrom: addDays(today, coolingDays),
  };
  const opened = await openCase<'contactChange'>(transaction, submitter, content);
  if (opened.ok && content.state === 'effective')
    await putInForce(transaction, opened.value, submitter.nowMs);
  return opened;
}

/** The old value stays, in the row before. */
export async function putInForce(
  transaction: Database,
  { personId, caseNumber, content: { field, value, bank } }: RowOf<'contactChange'>,
  nowMs: number,
): Promise<void> {
  const before = await contactInForce(transaction, personId, field);
  await transaction.insert(contactValue).values({
    personId,
    field,
    revision: (before?.revision ?? 0) + 1,
    value,
    bank,
    since: new Date(nowMs),
    caseNumber,
  });
}

async function contactInForce(database: Database, personId: number, field: ContactField) {
  const [latest] = await database
    .select()
    .from(contactValue)
    .where(and(eq(contactValue.personId, personId), eq(contactValue.field, field)))
    .orderBy(desc(contactValue.revision))
    .limit(1);
  return latest;
}

export async function contactDetails(database: Database, personId: number): Promise<ContactDetails> {
  const details: ContactDetails['details'] = [];
  for (const field of ['phone', 'address', 'bankCard'] as const) {
    const row = await contactInForce(database, personId, field);
    if (row !== undefined)
      details.push({
        field,
        maskedValue: maskContact(field, row.value),
        bank: row.bank,
        since: row.since.getTime(),
      });
  }
  return { details };
}

export function maskContact(field: ContactField, value: string): string {
  switch (field) {
    case 'phone':
      return maskPhone(value);
    case 'address':
      return maskAddress(value);
    case 'bankCard':
      return maskBankCard(value);
    default:
      return assertNever(field, 'field');
  }
}
