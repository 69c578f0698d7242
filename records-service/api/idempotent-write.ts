import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyReply } from 'fastify';
import { IDEMPOTENCY_REPLAYED_HEADER } from '#shared/records-api/idempotency.ts';
import type { Database } from '../database/database.ts';
import { idempotentWrite, person } from '../database/schema.ts';
import { type PersonOnFile, personIds } from './access.ts';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';

interface WriteCall {
  readonly key: string;
  readonly route: string;
  readonly content: readonly unknown[];
}

/** Far longer than a terminal keeps a call that it has no answer to. */
export const WRITES_REMEMBERED_MS = 30 * 86_400_000;

/**
 * Does a write once for each key of a person. Key, deed and answer are one transaction: after a crash or a lost answer
 * there are either all of them or none, and the repeat finds out which.
 *
 * Writes of one person wait for each other at the person's row, from whichever terminal and service process they come;
 * so a rule that counts what is there already (five members, three tries) holds.
 *
 * @throws Refusal `idempotencyKeyReused` when the key came with another call before
 */
export async function writeOnce(
  parts: ServiceParts,
  holder: PersonOnFile,
  call: WriteCall,
  reply: FastifyReply,
  work: (transaction: Database) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await writeInTransaction(parts, holder, call, reply, work);
  } catch (error) {
    // The deed was rolled back; that somebody tried is on record nevertheless.
    if (error instanceof Refusal && !error.onRecord) {
      error.onRecord = true;
      await parts.audit.write(parts.database.queries, 'writeRefused', {
        ...personIds(holder),
        route: call.route,
        code: error.code,
      });
    }
    throw error;
  }
}

async function writeInTransaction(
  { database, clock }: ServiceParts,
  holder: PersonOnFile,
  call: WriteCall,
  reply: FastifyReply,
  work: (transaction: Database) => Promise<unknown>,
): Promise<unknown> {
  const requestSha256 = createHash('sha256').update(JSON.stringify(call.content)).digest('hex');
  return database.queries.transaction(async (transaction) => {
    await transaction
      .select({ personId: person.personId })
      .from(person)
      .where(eq(person.personId, holder.personId))
      .for('no key update');
    const [before] = await transaction
      .select()
      .from(idempotentWrite)
      .where(
        and(eq(idempotentWrite.personId, holder.personId), eq(idempotentWrite.idempotencyKey, call.key)),
      );
    if (before !== undefined) {
      if (before.route !== call.route || before.requestSha256 !== requestSha256)
        throw new Refusal('idempotencyKeyReused', 'Idempotency-Key: it came with another call before');
      reply.header(IDEMPOTENCY_REPLAYED_HEADER, 'true');
      return before.answer;
    }
    const answer = (await work(transaction)) ?? null;
    await transaction.insert(idempotentWrite).values({
      personId: holder.personId,
      idempotencyKey: call.key,
      route: call.route,
      requestSha256,
      answer,
      writtenAt: new Date(clock()),
    });
    return answer;
  });
}
