import type { RecordsStatus } from '#shared/protocol/states.ts';
import type { RecordsClient } from './records-client.ts';

const ONLINE_CHECK_MS = 5_000;
/** While it is down, the kiosk should open again soon after it comes back. */
const OFFLINE_CHECK_MS = 1_000;

/** Asks the records service again and again whether it is there. */
export class RecordsWatch {
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    private readonly client: RecordsClient,
    private readonly onStatus: (status: RecordsStatus) => void,
  ) {}

  start(): void {
    void this.#check();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #check(): Promise<void> {
    const healthy = await this.client.isHealthy();
    if (this.#stopped) return;
    this.onStatus({ device: healthy ? 'online' : 'offline' });
    this.#timer = setTimeout(() => void this.#check(), healthy ? ONLINE_CHECK_MS : OFFLINE_CHECK_MS);
  }
}
