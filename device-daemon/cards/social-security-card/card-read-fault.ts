import type { CardFault } from '../../drivers/chip-card-reader.ts';
import type { LinkFault } from '../../drivers/link-fault.ts';
import type { AuthorityRefusal } from './authority.ts';

/**
 * Why a card was not read.
 * - `notSocialSecurityCard` it does not know the environment SSSE · `cardLocked` every command is answered 6A81
 * - `applicationLocked` SSSE is locked for good · `forged` it does not know what a genuine card knows
 * - `unproven` somebody is to say whether it is genuine and does not know such cards, or could not be asked
 * - `algorithmUnsupported` it is to prove itself with SSF33 · `numberNotValid` no authority gave that citizen number
 * - `unreadable` it answered something else than it has to; 9000 where the data themselves make no sense
 */
export type CardReadFault =
  | {
      readonly type:
        | 'notSocialSecurityCard'
        | 'cardLocked'
        | 'applicationLocked'
        | 'forged'
        | 'algorithmUnsupported'
        | 'numberNotValid';
    }
  | { readonly type: 'unproven'; readonly why: AuthorityRefusal }
  | { readonly type: 'unreadable'; readonly statusWord: string }
  | CardFault
  | LinkFault;
