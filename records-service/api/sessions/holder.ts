import { eq } from 'drizzle-orm';
import type { CardCredential } from '#shared/records-api/sessions.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { person } from '../../database/schema.ts';
import type { ElectronicCardHolder } from './electronic-card-platform.ts';
import { type CardVerdict, findRegisteredCards, judgeCard } from './registered-card.ts';

/** Who stands at the terminal. */
export interface Holder {
  /** Null: nobody on file. */
  readonly personId: number | null;
  /** As the register has them; of somebody who is not on file, as the card does. */
  readonly number: string;
  readonly name: string;
  /** False where the card has another name than the register. */
  readonly nameFits: boolean;
}

export interface CardRefusal {
  readonly code: 'cardNotRegistered' | 'cardNotInUse' | 'evidenceInvalid';
  /** Names the rule that was broken, never what the card said. */
  readonly detail: string;
  /** For the audit alone: what the register has against the card. */
  readonly against: Extract<CardVerdict, { type: 'against' }> | null;
}

/** A credential after the platform of electronic cards, where it is one, has said who it is. */
export type KnownCredential =
  | Exclude<CardCredential, { type: 'electronicCard' }>
  | ({ readonly type: 'electronicCard' } & ElectronicCardHolder);

export async function findHolder(
  database: Database,
  credential: KnownCredential,
): Promise<Result<Holder, CardRefusal>> {
  switch (credential.type) {
    case 'identityCard':
    case 'electronicCard':
      return ok(await personNamed(database, credential));
    case 'socialSecurityCard':
      return credential.holder === null
        ? holderByRegister(database, credential)
        : holderByCard(database, credential, credential.holder);
    default:
      return assertNever(credential, 'credential');
  }
}

type SocialSecurityCredential = Extract<KnownCredential, { type: 'socialSecurityCard' }>;

/**
 * A card that tells its holder counts as an identity card does: what it says names the person. A card that is not
 * registered is therefore accepted. Cards are good in the whole country and the register has this region's alone, and
 * it may lag behind the counter that gave a card out. Whether a card is genuine is for the terminal to find out, from
 * the card; here the register is asked only whether it has something against it.
 */
async function holderByCard(
  database: Database,
  { cardNumber, cardIdentificationCode }: SocialSecurityCredential,
  told: { readonly number: string; readonly name: string },
): Promise<Result<Holder, CardRefusal>> {
  const presented = { cardNumber, cardIdentificationCode, holderNumber: told.number.toUpperCase() };
  const verdict = judgeCard(await findRegisteredCards(database, presented), presented);
  if (verdict.type !== 'against') return ok(await personNamed(database, told));
  switch (verdict.why) {
    case 'lost':
    case 'cancelled':
    case 'replaced':
      return err({
        code: 'cardNotInUse',
        detail: 'the register says the card is not in use',
        against: verdict,
      });
    case 'ofAnotherPerson':
    case 'otherCardNumber':
      return err({
        code: 'evidenceInvalid',
        detail: 'the card is not as it is registered',
        against: verdict,
      });
    default:
      return assertNever(verdict.why, 'verdict');
  }
}

/**
 * A card that keeps its holder to itself is known by its two numbers alone, and both must fit. Whoever tries numbers
 * gets one and the same answer, whether one of them was right or none; the audit has the difference. Where both are
 * right, the card itself was there, and whoever holds it is told when it was reported lost.
 */
async function holderByRegister(
  database: Database,
  { cardNumber, cardIdentificationCode }: SocialSecurityCredential,
): Promise<Result<Holder, CardRefusal>> {
  const presented = { cardNumber, cardIdentificationCode, holderNumber: null };
  const verdict = judgeCard(await findRegisteredCards(database, presented), presented);
  if (verdict.type === 'inUse') {
    const { personId, citizenNumber, name } = verdict.card;
    return ok({ personId, number: citizenNumber, name, nameFits: true });
  }
  if (verdict.type === 'against' && (verdict.why === 'lost' || verdict.why === 'cancelled')) {
    return err({
      code: 'cardNotInUse',
      detail: 'the register says the card is not in use',
      against: verdict,
    });
  }
  return err({
    code: 'cardNotRegistered',
    detail: 'no card in use is registered with these numbers',
    against: verdict.type === 'against' ? verdict : null,
  });
}

async function personNamed(
  database: Database,
  told: { readonly number: string; readonly name: string },
): Promise<Holder> {
  const number = told.number.toUpperCase();
  const [onFile] = await database
    .select({ personId: person.personId, name: person.name })
    .from(person)
    .where(eq(person.citizenNumber, number));
  if (onFile === undefined) return { personId: null, number, name: written(told.name), nameFits: true };
  return { ...onFile, number, nameFits: written(onFile.name) === written(told.name) };
}

/** Cards pad with spaces, and both sides may write one character in two ways. */
const written = (name: string): string => name.normalize('NFC').trim();
