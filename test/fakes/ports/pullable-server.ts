import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server of 127.0.0.1 that can go away and come back on the same port. */
export class PullableServer {
  readonly #server: Server;
  #port: number;

  /** @param port 0 takes a free one, and keeps it */
  constructor(port: number, serve: RequestListener) {
    this.#port = port;
    this.#server = createServer(serve);
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Pulled, or plugged again; nothing happens where it is so already. */
  async setDown(down: boolean): Promise<void> {
    if (down === !this.#server.listening) return;
    if (!down) return this.open();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
