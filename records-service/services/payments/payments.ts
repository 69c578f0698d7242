import type { Clock } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Logger } from '../../audit/logger.ts';
import type { PaymentsConfiguration } from '../../config/schema.ts';
import type { Database } from '../../database/database.ts';
import { HttpPaymentProvider } from './http-payment-provider.ts';
import { NO_PAYMENT_PROVIDER, type PaymentProvider } from './payment-provider.ts';
import { PaymentReconciler } from './reconciler.ts';
import { Settlement } from './settlement.ts';

/** What the routes need to have something paid. */
export interface Payments {
  /** Whether there is a bank to ask. */
  readonly isOffered: boolean;
  readonly provider: PaymentProvider;
  readonly settlement: Settlement;
  readonly reconciler: PaymentReconciler;
}

/** Orders are brought to their end without a provider too: those that nobody paid have to end. */
export function createPayments(
  configuration: PaymentsConfiguration | undefined,
  database: Database,
  audit: AuditLog,
  logger: Logger,
  clock: Clock,
): Payments {
  const provider =
    configuration === undefined ? NO_PAYMENT_PROVIDER : new HttpPaymentProvider(configuration, logger, clock);
  const settlement = new Settlement(database, audit);
  const reconciler = new PaymentReconciler(database, provider, settlement, logger, clock);
  return { isOffered: configuration !== undefined, provider, settlement, reconciler };
}
