import { eq, or } from 'drizzle-orm';
import { assertNever } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { type CardState, person, socialSecurityCard } from '../../database/schema.ts';

/** A row of the register of cards, with whose it is. */
export interface RegisteredCard {
  readonly cardNumber: string;
  readonly cardIdentificationCode: string;
  readonly state: CardState;
  readonly personId: number;
  readonly citizenNumber: string;
  readonly name: string;
}

/** What a card says of itself. */
export interface PresentedCard {
  readonly cardNumber: string;
  readonly cardIdentificationCode: string;
  /** Null where the card keeps its holder to itself. */
  readonly holderNumber: string | null;
}

/**
 * - `inUse` the very card the register has
 * - `unknown` the register has nothing of it
 * - `against` the register speaks against it: `lost`, `cancelled`, `replaced` (the register has a newer card under its
 *   number), `ofAnotherPerson` than the card names, `otherCardNumber` than the one registered with its code
 */
export type CardVerdict =
  | { readonly type: 'inUse'; readonly card: RegisteredCard }
  | { readonly type: 'unknown' }
  | {
      readonly type: 'against';
      readonly why: 'lost' | 'cancelled' | 'replaced' | 'ofAnotherPerson' | 'otherCardNumber';
      readonly personId: number;
    };

/** Every registered card that shares either number with this one: none, one, or two that exclude each other. */
export async function findRegisteredCards(
  database: Database,
  { cardNumber, cardIdentificationCode }: PresentedCard,
): Promise<RegisteredCard[]> {
  return database
    .select({
      cardNumber: socialSecurityCard.cardNumber,
      cardIdentificationCode: socialSecurityCard.cardIdentificationCode,
      state: socialSecurityCard.state,
      personId: person.personId,
      citizenNumber: person.citizenNumber,
      name: person.name,
    })
    .from(socialSecurityCard)
    .innerJoin(person, eq(person.personId, socialSecurityCard.personId))
    .where(
      or(
        eq(socialSecurityCard.cardIdentificationCode, cardIdentificationCode),
        eq(socialSecurityCard.cardNumber, cardNumber),
      ),
    );
}

/**
 * What the register says of a card. The identification code is the card: it begins with the region and no two cards of
 * the country share one. A card number is given once in a region only, so another region's card with the number of one
 * of ours is a stranger; one of our own region is the card that ours took the place of.
 */
export function judgeCard(rows: readonly RegisteredCard[], presented: PresentedCard): CardVerdict {
  const isOther = (row: RegisteredCard) =>
    presented.holderNumber !== null && row.citizenNumber !== presented.holderNumber;
  const against = (row: RegisteredCard, why: Extract<CardVerdict, { type: 'against' }>['why']) =>
    ({ type: 'against', why, personId: row.personId }) as const;

  const same = rows.find((row) => row.cardIdentificationCode === presented.cardIdentificationCode);
  if (same !== undefined) {
    if (same.cardNumber !== presented.cardNumber) return against(same, 'otherCardNumber');
    if (isOther(same)) return against(same, 'ofAnotherPerson');
    switch (same.state) {
      case 'inUse':
        return { type: 'inUse', card: same };
      case 'lost':
      case 'cancelled':
        return against(same, same.state);
      default:
        return assertNever(same.state, 'state of a card');
    }
  }
  const successor = rows.find(
    (row) => row.cardNumber === presented.cardNumber && regionOf(row) === regionOf(presented),
  );
  if (successor === undefined) return { type: 'unknown' };
  return against(successor, isOther(successor) ? 'ofAnotherPerson' : 'replaced');
}

/** The city code of GB/T 2260. */
const regionOf = ({ cardIdentificationCode }: { readonly cardIdentificationCode: string }): string =>
  cardIdentificationCode.slice(0, 6);
