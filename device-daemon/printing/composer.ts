import { Worker } from 'node:worker_threads';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import type { Logger } from '../audit/logger.ts';
import type { ComposedStatement } from './typst-compiler.ts';
import type { WorkerAnswer, WorkerRequest } from './typst-worker.ts';

/** Sets statements in a worker thread, so that no card waits while Typst works. */
export interface Composer {
  compose(statement: PensionAccountStatement): Promise<ComposedStatement>;
  /** Starts the worker and sets an invented statement, so that the first citizen waits no longer than the next. */
  warmUp(): Promise<void>;
  stop(): Promise<void>;
}

/** A worker that hangs is replaced; the slowest kiosk sets forty years in well under a second. */
const COMPOSE_TIMEOUT_MS = 20_000;

/**
 * The worker is a bundle of its own beside `main.js` (the composer itself may lie in a shared chunk of it). Run from
 * the source tree, it is taken from the last build: Node cannot load TypeScript into a worker.
 */
export function defaultWorkerUrl(moduleUrl: string): URL {
  if (moduleUrl.endsWith('.ts')) return new URL('../../dist/device-daemon/typst-worker.js', moduleUrl);
  return new URL(moduleUrl.includes('/chunks/') ? '../typst-worker.js' : './typst-worker.js', moduleUrl);
}

interface Waiting {
  readonly resolve: (composed: ComposedStatement | null) => void;
  readonly reject: (error: Error) => void;
}

export function createComposer(logger: Logger, workerUrl: URL = defaultWorkerUrl(import.meta.url)): Composer {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function startWorker(): Worker {
    const started = new Worker(workerUrl, { name: 'typst' });
    started.on('message', (answer: WorkerAnswer) => {
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.type === 'failed') call?.reject(new Error(answer.error));
      else call?.resolve(answer.type === 'composed' ? { pdf: answer.pdf, pages: answer.pages } : null);
      rest();
    });
    started.on('error', (error) => {
      logger.error('statement worker died', { error: error.message });
      abandon(started, error);
    });
    started.on('exit', (code) => abandon(started, new Error(`the statement worker ended with code ${code}`)));
    return started;
  }

  /** The next call starts a new worker. */
  function abandon(ended: Worker, error: Error): void {
    if (worker !== ended) return;
    worker = null;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  }

  /** An idle worker keeps nobody from ending the process. */
  function rest(): void {
    if (waiting.size === 0) worker?.unref();
  }

  function ask(request: WorkerRequest): Promise<ComposedStatement | null> {
    worker ??= startWorker();
    const asked = worker;
    asked.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        abandon(asked, new Error('the statement worker does not answer'));
        void asked.terminate();
      }, COMPOSE_TIMEOUT_MS);
      waiting.set(request.id, {
        resolve: (composed) => {
          clearTimeout(timer);
          resolve(composed);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      asked.postMessage(request);
    });
  }

  const nextId = () => {
    lastId += 1;
    return lastId;
  };

  return {
    async compose(statement) {
      const composed = await ask({ id: nextId(), type: 'compose', statement });
      if (composed === null) throw new Error('the statement worker answered another question');
      return composed;
    },
    async warmUp() {
      await ask({ id: nextId(), type: 'warmUp' });
    },
    async stop() {
      const ended = worker;
      if (ended === null) return;
      abandon(ended, new Error('the daemon is stopping'));
      await ended.terminate();
    },
  };
}
