import { expect } from 'vitest';
import { Bank } from './bank.ts';
import { Cashier, orderIn } from './cashier.ts';
import type { DatabaseKind } from './databases.ts';
import { Hall } from './hall.ts';

/** Between the first try and the second. */
const FIRST_PAUSE_MS = 1_000;

/** A hall whose service has a bank behind it; both clocks show the same. */
export class PaymentHall {
  private constructor(
    readonly bank: Bank,
    readonly hall: Hall,
  ) {}

  static async open(kind: DatabaseKind): Promise<PaymentHall> {
    const bank = await Bank.start();
    const hall = await Hall.open(kind, undefined, { payments: bank.configuration });
    await bank.tell(hall.url);
    await bank.setClock(hall.now);
    return new PaymentHall(bank, hall);
  }

  /** What was paid in a test is not paid in the next one, and the bank is well again. */
  async forget(): Promise<void> {
    await this.bank.setFaults({});
    await this.hall.rows('delete from medical_contribution where order_number is not null');
    await this.hall.rows("update payment_order set state = 'expired', due_at = null where state = 'pending'");
  }

  async orderOf(citizen: string) {
    const cashier = await Cashier.open(this.hall, citizen);
    return { cashier, order: orderIn(await cashier.renew()) };
  }

  /**
   * Waits until the bank was asked to book the order, and gave no outcome. The try is counted before it is made; when it is
   * over the order is due again soon, and no longer leased.
   */
  async hasTried(orderNumber: string): Promise<void> {
    const soon = new Date(this.hall.now + FIRST_PAUSE_MS).toISOString();
    await expect
      .poll(
        () =>
          this.hall.rows(
            `select attempts::int, due_at <= $2::timestamptz as "isOver" from payment_order where order_number = $1`,
            [orderNumber, soon],
          ),
        { timeout: 10_000 },
      )
      .toEqual([{ attempts: 1, isOver: true }]);
  }

  async close(): Promise<void> {
    await this.hall.close();
    await this.bank.stop();
  }
}
