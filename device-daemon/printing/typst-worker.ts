import { parentPort } from 'node:worker_threads';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { assertNever } from '#shared/result.ts';
import { createTypstCompiler } from './typst-compiler.ts';

/**
 * The thread that sets statements. One at a time, in the order asked.
 *
 * ```
 *   composer ── { id, compose, statement } ──▶ worker      composer ── { id, warmUp } ──▶ worker
 *   composer ◀── { id, composed, pdf, pages } ─┘           composer ◀── { id, warm } ─────┘
 *   composer ◀── { id, failed, error } ────────┘
 * ```
 */
export type WorkerRequest =
  | { readonly id: number; readonly type: 'compose'; readonly statement: PensionAccountStatement }
  | { readonly id: number; readonly type: 'warmUp' };

export type WorkerAnswer =
  | { readonly id: number; readonly type: 'composed'; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly id: number; readonly type: 'warm' }
  | { readonly id: number; readonly type: 'failed'; readonly error: string };

const port = parentPort;
if (port === null) throw new Error('typst-worker runs as a worker thread only');

const compiler = createTypstCompiler();

port.on('message', (request: WorkerRequest) => {
  try {
    answer(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    port.postMessage({ id: request.id, type: 'failed', error: message } satisfies WorkerAnswer);
  }
  if (request.type === 'compose') compiler.forget();
});

function answer(request: WorkerRequest): void {
  switch (request.type) {
    case 'warmUp':
      compiler.forget();
      port?.postMessage({ id: request.id, type: 'warm' } satisfies WorkerAnswer);
      return;
    case 'compose': {
      const { pdf, pages } = compiler.compile(request.statement);
      // Typst's buffer belongs to its addon and cannot change hands: one copy of some 70 kB that then moves.
      const own = Uint8Array.from(pdf);
      port?.postMessage({ id: request.id, type: 'composed', pdf: own, pages } satisfies WorkerAnswer, [
        own.buffer,
      ]);
      return;
    }
    default:
      assertNever(request);
  }
}
