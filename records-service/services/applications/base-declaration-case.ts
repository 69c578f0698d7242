import type { BaseDeclarationState } from '#shared/records-api/base-declarations.ts';
import { ok } from '#shared/result.ts';
import type { DeclaredBase } from '../../rules/base-declaration.ts';
import { type HeldBy, NOBODY, notNow, type Step } from './machine.ts';

/**
 * 灵活就业人员缴费基数申报. A rule accepts it at once, nobody decides.
 *
 * ```
 *   declared ─▶ replaced        by another one of the same payment year
 * ```
 */
export interface BaseDeclarationCase extends DeclaredBase {
  readonly kind: 'baseDeclaration';
  readonly state: BaseDeclarationState;
  readonly paymentYear: number;
  readonly levelBasisPoints: number | null;
  readonly replacedBy: string | null;
}

export const replaced = (current: BaseDeclarationCase, by: string): Step<BaseDeclarationCase> =>
  current.state === 'declared' ? ok({ ...current, state: 'replaced', replacedBy: by }) : notNow();

export const heldOfDeclaration = (): HeldBy => NOBODY;

export const takesOfDeclaration = ({ state, paymentYear }: BaseDeclarationCase): string | null =>
  state === 'declared' ? String(paymentYear) : null;
