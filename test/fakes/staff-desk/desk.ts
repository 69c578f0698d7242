import type { Message } from './messages.ts';

type Call = Extract<Message, { type: 'call' }>;
type Alert = Extract<Message, { type: 'alert' }>;

/** `away`: taken back by the person, or answered at the kiosk. */
export type CallState = 'open' | 'answered' | 'away';

const MESSAGES_MAX = 1_000;

/** What lies on the desk of the hall. */
export class Desk {
  /** Everything that was taken, in order. */
  readonly messages: Message[] = [];
  readonly #calls = new Map<string, { call: Call; state: CallState }>();
  readonly #alerts = new Map<string, Alert>();
  readonly #waiting = new Set<() => void>();

  take(message: Message): void {
    if (this.messages.length < MESSAGES_MAX) this.messages.push(message);
    switch (message.type) {
      case 'call':
        this.#calls.set(message.callId, {
          call: message,
          state: this.#calls.get(message.callId)?.state ?? 'open',
        });
        return;
      case 'cancel':
      case 'answered':
        this.#setState(message.callId, 'away');
        return;
      case 'alert':
        if (message.state === 'raised') this.#alerts.set(message.alertId, message);
        else this.#alerts.delete(message.alertId);
    }
  }

  get calls(): Record<string, unknown>[] {
    return [...this.#calls.values()].map(({ call, state }) => ({ ...call, state }));
  }

  get alerts(): readonly Alert[] {
    return [...this.#alerts.values()];
  }

  /** @returns false where there is no such call */
  answer(callId: string): boolean {
    return this.#setState(callId, 'answered');
  }

  stateOf(callId: string): CallState | null {
    return this.#calls.get(callId)?.state ?? null;
  }

  /** The desk is started anew with an empty memory. */
  forget(): void {
    this.#calls.clear();
    this.#alerts.clear();
    this.#wakeAll();
  }

  /** Settles when any call changes, after the time, or when whoever asked has hung up. */
  change(withinMs: number, hungUp: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        hungUp.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, withinMs);
      this.#waiting.add(end);
      hungUp.addEventListener('abort', end, { once: true });
    });
  }

  #setState(callId: string, state: CallState): boolean {
    const known = this.#calls.get(callId);
    if (known === undefined) return false;
    known.state = state;
    this.#wakeAll();
    return true;
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
