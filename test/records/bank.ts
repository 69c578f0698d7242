import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompactSign } from 'jose';
import { rolldown } from 'rolldown';
import type { PaymentsConfiguration } from '#records-service/config/schema.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NAME = 'payment-provider';
const MERCHANT = 'kiosk-hall';

/** What `PUT /faults` takes. */
export interface BankFaults {
  readonly down?: boolean;
  readonly refuse?: 'insufficientFunds' | 'accountBlocked' | 'limitExceeded' | 'refusedByBank';
  readonly bookAfterMs?: number;
  readonly loseAnswers?: boolean;
  readonly neverAnswer?: boolean;
  readonly loseRequests?: boolean;
  readonly garbage?: boolean;
  readonly forged?: boolean;
  readonly bookWhenOver?: boolean;
  readonly otherAmount?: boolean;
  readonly refuseRefunds?: boolean;
  readonly notifications?: number;
}

export interface LedgerEntry {
  readonly orderNumber: string;
  readonly amountFen: number;
  readonly state: 'working' | 'booked' | 'refused';
  readonly refunded: boolean;
  readonly payRequests: number;
  readonly refundRequests: number;
}

/** The bank behind the cards' accounts, as a process of its own that listens on a free port. */
export class Bank {
  private constructor(
    private readonly device: FakeDevice,
    readonly folder: string,
    private readonly ownKey: KeyObject,
    readonly configuration: PaymentsConfiguration,
  ) {}

  /** Built from its sources as scripts/build.mjs builds all programs, but into a folder of this test alone. */
  static async start(): Promise<Bank> {
    const folder = await mkdtemp(join(tmpdir(), 'bank-'));
    const bundle = await rolldown({
      cwd: root,
      input: { [NAME]: `test/fakes/${NAME}/main.ts` },
      platform: 'node',
      tsconfig: false,
      logLevel: 'warn',
    });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
    await bundle.close();
    const own = generateKeyPairSync('ed25519');
    const merchants = generateKeyPairSync('ed25519');
    const file = async (name: string, content: string | Buffer) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const pem = (key: KeyObject) =>
      key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' });
    const jwk = own.publicKey.export({ format: 'jwk' });
    await file('merchant.pem', pem(merchants.privateKey));
    await file('bank.json', JSON.stringify(jwk));
    const device = await FakeDevice.start(
      NAME,
      [
        ...['--port', '0'],
        ...['--key', await file('bank.pem', pem(own.privateKey))],
        ...['--merchant-key', await file('merchant.public.pem', pem(merchants.publicKey))],
      ],
      folder,
    );
    return new Bank(device, folder, own.privateKey, {
      url: String(device.info['url']),
      merchant: MERCHANT,
      privateKey: createPrivateKey(pem(merchants.privateKey)),
      providerKey: { kty: 'OKP', crv: 'Ed25519', x: jwk.x ?? '' },
    });
  }

  /** Lines of the [payments] table for a service of its own process. */
  get toml(): string {
    const path = (name: string) => JSON.stringify(join(this.folder, name));
    return `[payments]
url = "${this.configuration.url}"
merchant = "${MERCHANT}"
privateKeyFile = ${path('merchant.pem')}
providerKeyFile = ${path('bank.json')}
`;
  }

  async setFaults(faults: BankFaults): Promise<void> {
    await this.device.call('PUT /faults', faults);
  }

  /** @param url of a records service; null: nobody is told */
  async tell(url: string | null): Promise<void> {
    await this.device.call('PUT /notify', { url: url && `${url}/v1/payment-notifications` });
  }

  /** What its clock shows until it is set again, as the hall’s does. */
  async setClock(now: number): Promise<void> {
    await this.device.call('PUT /clock', { standsAt: now });
  }

  async tellAgain(orderNumber: string): Promise<void> {
    await this.device.call('POST /notifications', { orderNumber });
  }

  async ledger(): Promise<LedgerEntry[]> {
    return (await this.device.call<{ payments: LedgerEntry[] }>('GET /state')).payments;
  }

  async entry(orderNumber: string): Promise<LedgerEntry | undefined> {
    return (await this.ledger()).find((entry) => entry.orderNumber === orderNumber);
  }

  /** A notification as it would sign it. */
  sign(content: object, typ = 'payment-notification+jwt', key = this.ownKey): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify({ merchant: MERCHANT, ...content })))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'bank', typ })
      .sign(key);
  }

  async stop(): Promise<void> {
    await this.device.stop();
    await rm(this.folder, { recursive: true });
  }
}
