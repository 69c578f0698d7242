import { expect } from 'vitest';
import { Bank } from './bank.ts';
import { Cashier, orderIn } from './cashier.ts';
import type { DatabaseKind } from './databases.ts';
import { Hall } from './hall.ts';

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

  /** Waits until the bank was asked to book the order, whatever came of it. */
  async hasTried(orderNumber: string): Promise<void> {
    await expect
      .poll(
        () =>
          this.hall.rows('select attempts::int from payment_order where order_number = $1', [orderNumber]),
        { timeout: 10_000 },
      )
      .toEqual([{ attempts: 1 }]);
  }

  async close(): Promise<void> {
    await this.hall.close();
    await this.bank.stop();
  }
}
