import { err, ok, type Result } from '#shared/result.ts';
import type { OnlinePayment } from '../policy-packs/payments.ts';

/** One relative whom somebody pays for. A slot that was ever used is never given back. */
export interface Binding {
  readonly relativeId: number;
  readonly boundAt: number;
  /** null while it holds. */
  readonly unboundAt: number | null;
}

export type BindingRefusal = 'boundAlready' | 'tooManyNow' | 'tooManyEver';

/** A relative who was unbound and comes again takes a further slot: the source is silent, the stricter reading is taken. */
export function bind(
  bindings: readonly Binding[],
  relativeId: number,
  now: number,
  { family }: Pick<OnlinePayment, 'family'>,
): Result<Binding[], BindingRefusal> {
  const active = bindings.filter(({ unboundAt }) => unboundAt === null);
  if (active.some((binding) => binding.relativeId === relativeId)) return err('boundAlready');
  if (active.length >= family.mostActive) return err('tooManyNow');
  if (bindings.length >= family.mostEver) return err('tooManyEver');
  return ok([...bindings, { relativeId, boundAt: now, unboundAt: null }]);
}

/** Unbinding whom nobody bound changes nothing. */
export const unbind = (bindings: readonly Binding[], relativeId: number, now: number): Binding[] =>
  bindings.map((binding) =>
    binding.relativeId === relativeId && binding.unboundAt === null
      ? { ...binding, unboundAt: now }
      : binding,
  );
