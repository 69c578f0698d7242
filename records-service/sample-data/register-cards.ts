import { eq, sql } from 'drizzle-orm';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Database } from '../database/database.ts';
import { person, socialSecurityCard } from '../database/schema.ts';
import { SAMPLE_CITIZENS } from './citizens.ts';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from './social-security-cards.ts';

/**
 * Brings the register of cards to what the sample says; rows that are right are not touched. The records may be of this
 * month already when it runs for the first time: a database from before the cards has people and no cards. Who is not
 * on file has a card like anybody else, but the register can only name people it has.
 */
export async function registerSampleCards(transaction: Database, audit: AuditLog): Promise<void> {
  const people = await transaction
    .select({ personId: person.personId, number: person.citizenNumber })
    .from(person)
    .where(eq(person.sample, true));
  const personIds = new Map(people.map((row) => [row.number, row.personId]));
  const cards = SAMPLE_SOCIAL_SECURITY_CARDS.flatMap(
    ({ citizenKey, cardNumber, cardIdentificationCode, state }) => {
      const citizen = SAMPLE_CITIZENS.find(({ key }) => key === citizenKey);
      if (citizen === undefined)
        throw new Error(`A sample card is of ${citizenKey}, and there is no such citizen`);
      const personId = personIds.get(citizen.number);
      return personId === undefined ? [] : [{ cardNumber, cardIdentificationCode, personId, state }];
    },
  );
  if (cards.length === 0) return;
  const { cardNumber, cardIdentificationCode, personId, state } = socialSecurityCard;
  const written = await transaction
    .insert(socialSecurityCard)
    .values(cards)
    .onConflictDoUpdate({
      target: cardNumber,
      set: {
        cardIdentificationCode: sql`excluded.card_identification_code`,
        personId: sql`excluded.person_id`,
        state: sql`excluded.state`,
      },
      setWhere: sql`(${cardIdentificationCode}, ${personId}, ${state}) is distinct from
        (excluded.card_identification_code, excluded.person_id, excluded.state)`,
    })
    .returning({ cardNumber });
  if (written.length > 0) await audit.write(transaction, 'sampleCardsRegistered', { cards: written.length });
}
