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
  for (const { id, active, publicKey } of terminals) {
    await database.transaction(async (transaction) => {
      const [before] = await transaction.select().from(terminal).where(eq(terminal.terminalId, id));
      if (before?.active === active && before.publicKey.x === publicKey.x) return;
      await transaction
        .insert(terminal)
        .values({ terminalId: id, publicKey, active })
        .onConflictDoUpdate({ target: terminal.terminalId, set: { publicKey, active } });
      await audit.write(transaction, 'terminalRegistered', { terminalId: id, active });
    });
  }
}
