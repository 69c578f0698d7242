import type { PrinterStatus } from '#shared/protocol/states.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';
import type { IppClient } from './ipp/client.ts';
import { type PrintTiming, pause } from './print-timing.ts';
import {
  type OutputTray,
  PRINTER_STARTING,
  type PrinterReport,
  reportOfPrinter,
  STATUS_ATTRIBUTES,
  statusOfFailure,
} from './printer-status.ts';

export interface MonitorEvents {
  statusChanged(status: PrinterStatus): void;
  mediaTaken(): void;
}

/** Our paper on its way through the tray. */
interface PaperWatch {
  /** Room in the tray before the job: when it is back, our sheets are gone. */
  readonly remainingBefore: number;
  felt: boolean;
  endedAt: number | null;
}

/** Looks at the printer for as long as the daemon runs, more often while something is going on. */
export class PrinterMonitor {
  #status: PrinterStatus = PRINTER_STARTING;
  #tray: OutputTray | null = null;
  #unmapped = '';
  #paper: PaperWatch | null = null;
  #jobs = 0;
  #wake = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    readonly client: IppClient,
    readonly timing: PrintTiming,
    readonly clock: Clock,
    readonly logger: Logger,
    readonly events: MonitorEvents,
    readonly stopped: AbortSignal,
  ) {}

  get status(): PrinterStatus {
    return this.#status;
  }

  get hasTakenSensor(): boolean {
    return this.#tray !== null;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Resolves when the loop has seen the stop signal. */
  ended(): Promise<void> {
    return this.#loop;
  }

  /** From now on the printer is watched closely, and so is the room in its tray. */
  jobStarts(): void {
    this.#jobs += 1;
    if (this.#tray !== null) {
      this.#paper = { remainingBefore: this.#tray.remaining, felt: false, endedAt: null };
    }
    this.#wake.abort();
  }

  jobEnded(): void {
    this.#jobs -= 1;
    if (this.#paper !== null) this.#paper.endedAt = this.clock();
    this.#wake.abort();
  }

  async refresh(): Promise<void> {
    const answer = await this.client.getPrinterAttributes(STATUS_ATTRIBUTES, { signal: this.stopped });
    if (this.stopped.aborted) return;
    if (answer.ok) {
      this.#take(reportOfPrinter(answer.value));
    } else {
      if (this.#status.device === 'online' || this.#status.device === 'starting') {
        const detail = 'detail' in answer.error ? answer.error.detail : null;
        this.logger.warn('printer does not answer', { failure: answer.error.type, detail });
      }
      // The tray is not forgotten: a printer without power still holds the paper.
      this.#show(statusOfFailure(answer.error));
    }
  }

  async #run(): Promise<void> {
    while (!this.stopped.aborted) {
      await this.refresh();
      const busy = this.#jobs > 0 || this.#paper !== null;
      await pause(
        busy ? this.timing.busyPollMs : this.timing.idlePollMs,
        this.stopped,
        ...(busy ? [] : [this.#wake.signal]),
      );
      if (this.#wake.signal.aborted) this.#wake = new AbortController();
    }
  }

  #take(report: PrinterReport): void {
    const unmapped = report.unmappedReasons.join(' ');
    if (unmapped !== this.#unmapped) {
      this.#unmapped = unmapped;
      if (unmapped !== '') this.logger.warn('printer gives reasons without a row', { reasons: unmapped });
    }
    this.#tray = report.tray;
    this.#show(report.status);
    if (report.tray !== null) this.#feel(report.tray);
  }

  #show(status: PrinterStatus): void {
    const before = this.#status;
    this.#status = status;
    const same =
      before.device === status.device &&
      before.paper === status.paper &&
      before.toner === status.toner &&
      before.cover === status.cover &&
      before.media === status.media;
    if (!same) this.events.statusChanged(status);
  }

  #feel(tray: OutputTray): void {
    const paper = this.#paper;
    if (paper === null) return;
    if (tray.remaining < paper.remainingBefore) {
      paper.felt = true;
    } else if (paper.felt && paper.endedAt !== null) {
      this.#paper = null;
      this.events.mediaTaken();
    } else if (paper.endedAt !== null && this.clock() - paper.endedAt > this.timing.paperSensedMs) {
      this.#paper = null;
    }
  }
}
