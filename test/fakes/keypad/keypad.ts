import { setTimeout as sleep } from 'node:timers/promises';
import type { KeypadPort } from './ports.ts';
import { type FakeKey, type ReportKind, reportOf } from './reports.ts';

/** A keypad that only sends: a report for each change of what is held, as a hand makes it. */
export class FakeKeypad {
  #port: KeypadPort | null = null;
  #down: readonly FakeKey[] = [];
  #reports = 0;

  constructor(
    private readonly plug: () => KeypadPort,
    private readonly kind: ReportKind,
  ) {}

  get port(): string | null {
    return this.#port?.name ?? null;
  }

  state(): Record<string, unknown> {
    return { power: this.#port !== null, port: this.port, down: this.#down, reports: this.#reports };
  }

  /** Keys stay where the hand has them, and a keypad that comes back says nothing until something changes. */
  setPower(on: boolean): void {
    if (on === (this.#port !== null)) return;
    this.#port?.unplug();
    this.#port = on ? this.plug() : null;
  }

  hold(keys: readonly FakeKey[]): void {
    this.#down = keys;
    this.#send();
  }

  /** One after the other, each down and up again. */
  async press(keys: readonly FakeKey[], holdMs: number, gapMs: number): Promise<void> {
    for (const [index, key] of keys.entries()) {
      if (index > 0) await sleep(gapMs);
      this.hold([key]);
      await sleep(holdMs);
      this.hold([]);
    }
  }

  /** What is held is said again, as a keypad does that reports at a fixed pace. */
  repeat(times: number): void {
    for (let time = 0; time < times; time += 1) this.#send();
  }

  #send(): void {
    if (this.#port === null) return;
    this.#port.send(reportOf(this.kind, this.#down));
    this.#reports += 1;
  }
}
