import { eq } from 'drizzle-orm';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { RegisteredTerminal } from '../../config/schema.ts';
import type { Database } from '../../database/database.ts';
import { terminal } from '../../database/schema.ts';

/** Brings the register of terminals to what the configuration says; those it does not name stay as they are. */
export async function registerTerminals(
  database: Database,
  audit: AuditLog,
  terminals: readonly RegisteredTerminal[],
): Promise<void> {
  for (const { id, active, publicKey, location: at } of terminals) {
    await database.transaction(async (transaction) => {
      const [before] = await transaction.select().from(terminal).where(eq(terminal.terminalId, id));
      const location = at === null ? null : { x: at.longitude, y: at.latitude };
      const isAsBefore =
        before?.active === active &&
        before.publicKey.x === publicKey.x &&
        before.location?.x === location?.x &&
        before.location?.y === location?.y;
      if (isAsBefore) return;
      await transaction
        .insert(terminal)
        .values({ terminalId: id, publicKey, active, location })
        .onConflictDoUpdate({ target: terminal.terminalId, set: { publicKey, active, location } });
      await audit.write(transaction, 'terminalRegistered', { terminalId: id, active });
    });
  }
}
