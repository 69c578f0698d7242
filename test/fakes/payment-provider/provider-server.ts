import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { CompactSign, compactVerify } from 'jose';
import * as v from 'valibot';
import { PullableServer } from '../ports/pullable-server.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { Ledger, type Outcome } from './ledger.ts';

const BODY_MAX_BYTES = 16 * 1024;
const REPEAT_MS = 50;

const Sent = v.strictObject({ message: v.string() });
const common = {
  merchant: v.string(),
  messageId: v.string(),
  sentAt: v.number(),
  orderNumber: v.pipe(v.string(), v.regex(/^\d{24}$/)),
};
const amountFen = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Message = v.variant('operation', [
  v.strictObject({
    operation: v.literal('payments'),
    ...common,
    amountFen,
    accountToken: v.pipe(v.string(), v.nonEmpty()),
    bookBefore: v.number(),
  }),
  v.strictObject({ operation: v.literal('payment-queries'), ...common }),
  v.strictObject({ operation: v.literal('refunds'), ...common, amountFen }),
  v.strictObject({ operation: v.literal('refund-queries'), ...common }),
]);
type Message = v.InferOutput<typeof Message>;

export interface Keys {
  readonly own: KeyObject;
  /** Of whom it works for. */
  readonly merchants: KeyObject;
}

/** The bank's side of docs/payments.md, with an order's money booked once however often it is asked for. */
export class ProviderServer {
  faults: Faults = NO_FAULTS;
  /** Where its clock stands still; null: it goes with this machine's. */
  clockStandsAt: number | null = null;
  /** Address of the records service's `/v1/payment-notifications`; nobody is told without. */
  notifyUrl: string | null;
  /** Status of each notification that was answered. */
  readonly notified: { orderNumber: string; status: number }[] = [];
  readonly ledger: Ledger;
  readonly #server: PullableServer;
  readonly #strangersKey = generateKeyPairSync('ed25519').privateKey;
  #merchant = '';

  constructor(
    private readonly keys: Keys,
    port: number,
    notifyUrl: string | null,
  ) {
    this.notifyUrl = notifyUrl;
    this.ledger = new Ledger(
      () => this.clockStandsAt ?? Date.now(),
      (orderNumber, outcome) => this.#tellOften(orderNumber, outcome),
    );
    this.#server = new PullableServer(port, (incoming, response) => void this.#serve(incoming, response));
  }

  get port(): number {
    return this.#server.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  open(): Promise<void> {
    return this.#server.open();
  }

  async setFaults(faults: Faults): Promise<void> {
    this.faults = faults;
    await this.#server.setDown(faults.down);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const message = await this.#read(incoming);
    if (message === null || `/${message.operation}` !== incoming.url)
      return void response.writeHead(400).end();
    this.#merchant = message.merchant;
    if (this.faults.loseRequests) return void incoming.socket.destroy();
    const result = this.#do(message);
    if (this.faults.loseAnswers) return void incoming.socket.destroy();
    if (this.faults.neverAnswer) return;
    if (this.faults.garbage) return void response.writeHead(200).end('<html>系统维护中</html>');
    const { messageId, orderNumber } = message;
    const answer = { inReplyTo: messageId, orderNumber, result };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: await this.#sign(answer, 'payment-answer+jwt') }));
  }

  #do(message: Message): Outcome | { outcome: string } {
    switch (message.operation) {
      case 'payments':
        return this.ledger.pay(message.orderNumber, message.amountFen, message.bookBefore, this.faults);
      case 'payment-queries':
        return this.ledger.outcomeOf(message.orderNumber);
      case 'refunds':
        return this.ledger.refund(message.orderNumber, message.amountFen, this.faults);
      case 'refund-queries':
        return this.ledger.refundOf(message.orderNumber);
    }
  }

  #tellOften(orderNumber: string, outcome: Outcome): void {
    for (let time = 0; time < this.faults.notifications; time += 1)
      setTimeout(() => void this.tell(orderNumber, outcome), time * REPEAT_MS);
  }

  /** Tells what became of an order of its own accord; `forged` with somebody else's key. */
  async tell(orderNumber: string, result: Outcome, merchant = this.#merchant): Promise<void> {
    if (this.notifyUrl === null) return;
    const message = await this.#sign({ merchant, orderNumber, result }, 'payment-notification+jwt');
    const status = await post(this.notifyUrl, JSON.stringify({ message }));
    if (status !== null) this.notified.push({ orderNumber, status });
  }

  #sign(payload: object, typ: string): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'fake-bank', typ })
      .sign(this.faults.forged ? this.#strangersKey : this.keys.own);
  }

  /** @returns null for what is not signed by whom it works for, or not of the agreed form */
  async #read(incoming: IncomingMessage): Promise<Message | null> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of incoming as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > BODY_MAX_BYTES) return null;
        chunks.push(chunk);
      }
      const { message } = v.parse(Sent, JSON.parse(Buffer.concat(chunks).toString('utf8')));
      const { payload, protectedHeader } = await compactVerify(message, this.keys.merchants);
      if (protectedHeader.typ !== 'payment-request+jwt') return null;
      return v.parse(Message, JSON.parse(new TextDecoder().decode(payload)));
    } catch (error) {
      console.error(
        'fake payment provider: a request was refused:',
        error instanceof Error ? error.name : error,
      );
      return null;
    }
  }
}

/** @returns null where nobody answers */
function post(url: string, body: string): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? null);
      },
    );
    sent.on('error', () => resolve(null));
    sent.end(body);
  });
}
