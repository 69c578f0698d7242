import { Counter, Gauge, Registry } from 'prom-client';
import { StaffCallReason } from '#shared/protocol/assistance.ts';
import { COMMANDS } from '#shared/protocol/messages.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { StaffReport } from '../staff/staff-desk.ts';
import type { KioskState } from './kiosk-state.ts';

/** What /metrics tells in Prometheus format. Labels are closed words; no person can be told from them. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #completions: Counter<'command' | 'code'>;
  readonly #refusals: Counter<'reason'>;
  readonly #records: Counter<'status'>;
  readonly #discarded: Counter<'device'>;
  readonly #retained: Counter;
  readonly #staffCalls: Counter<'reason'>;

  constructor(state: KioskState, staff: { readonly report: StaffReport }) {
    const registers = [this.#registry];
    this.#completions = new Counter({
      name: 'kiosk_commands_completed_total',
      help: 'Commands of the page by name and completion code',
      labelNames: ['command', 'code'],
      registers,
    });
    for (const command of Object.keys(COMMANDS)) this.#completions.inc({ command, code: 'success' }, 0);
    this.#refusals = new Counter({
      name: 'kiosk_refusals_total',
      help: 'Sockets and requests turned away, by reason',
      labelNames: ['reason'],
      registers,
    });
    this.#records = new Counter({
      name: 'kiosk_records_answers_total',
      help: 'Answers of the records service passed to the page, by HTTP status',
      labelNames: ['status'],
      registers,
    });
    this.#discarded = new Counter({
      name: 'kiosk_discarded_bytes_total',
      help: 'Bytes from a device that belonged to no frame; noise on the line, or a wrong protocol',
      labelNames: ['device'],
      registers,
    });
    this.#discarded.inc({ device: 'identityCardReader' }, 0);
    this.#retained = new Counter({
      name: 'kiosk_cards_retained_total',
      help: 'Cards that nobody took and the reader captured: so many are in its bin or were handed out since',
      registers,
    });
    this.#staffCalls = new Counter({
      name: 'kiosk_staff_calls_total',
      help: 'Calls for a member of staff, by reason',
      labelNames: ['reason'],
      registers,
    });
    for (const reason of StaffCallReason.options) this.#staffCalls.inc({ reason }, 0);
    new Gauge({
      name: 'kiosk_staff_call_open',
      help: '1 while somebody has called and nobody has come',
      registers,
      collect() {
        this.set(staff.report.call === null ? 0 : 1);
      },
    });
    new Gauge({
      name: 'kiosk_staff_alerts',
      help: 'Troubles the desk was told of and that are not over, by device and trouble',
      labelNames: ['device', 'trouble'],
      registers,
      collect() {
        this.reset();
        for (const { device, trouble } of staff.report.alerts) this.inc({ device, trouble });
      },
    });
    new Gauge({
      name: 'kiosk_staff_undelivered',
      help: 'Messages that wait for the desk of the hall; above 0 for long: it is not reached',
      registers,
      collect() {
        this.set(staff.report.undelivered);
      },
    });
    new Gauge({
      name: 'kiosk_device_online',
      help: '1 while the device is online',
      labelNames: ['device'],
      registers,
      collect() {
        for (const [device, status] of Object.entries(state.status)) {
          this.set({ device }, status.device === 'online' || status.device === 'deviceBusy' ? 1 : 0);
        }
      },
    });
    new Gauge({
      name: 'kiosk_available',
      help: '1 while a citizen can be served',
      registers,
      collect() {
        this.set(state.availability.availability === 'unavailable' ? 0 : 1);
      },
    });
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the daemon',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
  }

  commandCompleted(command: string, code: string): void {
    this.#completions.inc({ command, code });
  }

  refused(reason: string): void {
    this.#refusals.inc({ reason });
  }

  recordsAnswered(status: number): void {
    this.#records.inc({ status: String(status) });
  }

  bytesDiscarded(device: keyof FullStatus, count: number): void {
    this.#discarded.inc({ device }, count);
  }

  cardRetained(): void {
    this.#retained.inc();
  }

  staffCalled(reason: StaffCallReason): void {
    this.#staffCalls.inc({ reason });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
