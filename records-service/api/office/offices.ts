import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { AuditLog } from '../../audit/audit-log.ts';
import { type RegisteredOffice, TerminalPublicKey } from '../../config/schema.ts';
import type { Database } from '../../database/database.ts';
import { office } from '../../database/schema.ts';
import type { OfficeKeys } from './office-request.ts';

/** Brings the register of offices to what the configuration says; those it does not name stay as they are. */
export async function registerOffices(
  database: Database,
  audit: AuditLog,
  offices: readonly RegisteredOffice[],
): Promise<void> {
  for (const { id: officeId, active, publicKey, kinds } of offices) {
    await database.transaction(async (transaction) => {
      const [before] = await transaction.select().from(office).where(eq(office.officeId, officeId));
      const same =
        before?.active === active &&
        before.publicKey.x === publicKey.x &&
        before.kinds.length === kinds.length &&
        before.kinds.every((kind) => kinds.includes(kind));
      if (same) return;
      await transaction
        .insert(office)
        .values({ officeId, publicKey, active, kinds })
        .onConflictDoUpdate({ target: office.officeId, set: { publicKey, active, kinds } });
      await audit.write(transaction, 'officeRegistered', { officeId, active, kinds: kinds.join(' ') });
    });
  }
}

export const activeOffices =
  (database: Database): OfficeKeys =>
  async (officeId) => {
    const [known] = await database
      .select()
      .from(office)
      .where(and(eq(office.officeId, officeId), eq(office.active, true)));
    return known === undefined
      ? null
      : { publicKey: v.parse(TerminalPublicKey, known.publicKey), kinds: known.kinds };
  };
