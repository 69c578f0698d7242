import { APPLICATION_EXAMPLES } from './applications.ts';
import { CALCULATOR_EXAMPLES } from './calculators.ts';
import { PAYMENT_EXAMPLES } from './payments.ts';
import { PUBLIC_EXAMPLES } from './public.ts';
import { RECORD_EXAMPLES } from './records.ts';
import type { Example } from './stage.ts';

/** One call that succeeds for each operation, in the order in which they are made. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...PUBLIC_EXAMPLES,
  ...CALCULATOR_EXAMPLES,
  ...RECORD_EXAMPLES,
  ...PAYMENT_EXAMPLES,
  ...APPLICATION_EXAMPLES,
};
