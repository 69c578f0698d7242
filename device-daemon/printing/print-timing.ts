/** How often the printer is asked, and how long is waited for it. */
export interface PrintTiming {
  /** Between two looks at the printer while nothing is printed. */
  readonly idlePollMs: number;
  /** The same while a job runs or paper waits in the tray; also between two looks at the job. */
  readonly busyPollMs: number;
  /** Before the printer is tried again after it could not be reached in the middle of a job. */
  readonly retryMs: number;
  /** A printer may still be taking in a document whose sender has gone: "not there" counts when said twice, this far apart. */
  readonly absenceConfirmMs: number;
  /** How long a cancelled command waits for the printer's word; afterwards the job is cancelled in the background. */
  readonly cancelWaitMs: number;
  /** Paper that the tray has not felt this long after the job will not be felt any more. */
  readonly paperSensedMs: number;
}

export const PRINT_TIMING: PrintTiming = {
  idlePollMs: 2_000,
  busyPollMs: 300,
  retryMs: 1_000,
  absenceConfirmMs: 1_000,
  cancelWaitMs: 3_000,
  paperSensedMs: 10_000,
};

/** Waits, or returns early when a signal fires. Never rejects. */
export function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    if (signals.some((signal) => signal.aborted)) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) signal.addEventListener('abort', done);
  });
}
