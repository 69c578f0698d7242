import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { createLogger } from '#device-daemon/audit/logger.ts';
import { createComposer } from '#device-daemon/printing/composer.ts';
import { PENSION_ACCOUNT_TEMPLATE } from '#device-daemon/printing/statement/pension-account.typ.ts';
import { statementView } from '#device-daemon/printing/statement/statement-view.ts';
import { accountYears, SAMPLE_STATEMENTS } from '../printing/sample-statements.ts';

/**
 * Statement through the worker beside bare Typst in this thread, in turns; and how long the event loop was held.
 * Run by statement.mjs.
 */
const ROUNDS = 40;
const SWEEP_MS = 150;
const [workerFile = ''] = process.argv.slice(2);
/** Resident megabytes: of its own, and mapped from files (fonts, native code), which the system may drop. */
function resident(): string {
  const status = readFileSync('/proc/self/status', 'utf8');
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return `${megabytes('VmRSS')} MB (own ${megabytes('RssAnon')}, mapped files ${megabytes('RssFile')})`;
}
const rssBefore = resident();
const composer = createComposer(createLogger('error'), pathToFileURL(workerFile));

/** Another person's figures every time, so that nothing is answered from Typst's memory. */
const statement = (round: number) => ({
  ...SAMPLE_STATEMENTS.inWork,
  years: accountYears(2008, 2026, 400_000 + round * 137),
});

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const quantile = (times: number[], q: number): string =>
  (times.toSorted((one, other) => one - other)[Math.floor(times.length * q)] ?? 0).toFixed(1);

const say = (line: string) => process.stdout.write(`${line}\n`);

const warmUp = await timed(() => composer.warmUp());
const first = await timed(() => composer.compose(statement(0)));
const rssAfter = resident();

// The loop is watched while the worker works and this thread does nothing else.
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
for (let round = 1; round <= ROUNDS; round += 1) await composer.compose(statement(round));
delay.disable();

// The floor: Typst alone on data that stand ready, no thread, no packing.
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const typst = NodeCompiler.create({
  workspace: '/floor',
  fontArgs: [{ fontPaths: [`${fonts}/400Regular`, `${fonts}/700Bold`] }],
});
typst.addSource('/floor/main.typ', PENSION_ACCOUNT_TEMPLATE);
const prepared = Array.from({ length: ROUNDS + 1 }, (_, round) =>
  Buffer.from(JSON.stringify(statementView(statement(round + 200)))),
);
function bare(round: number): void {
  typst.mapShadow('/floor/statement.json', prepared[round] ?? Buffer.alloc(0));
  const document = typst.compile({ mainFilePath: '/floor/main.typ' }).result;
  if (document === null) throw new Error('the floor does not compile');
  typst.pdf(document, { pdfStandard: 'ua-1' });
  typst.evictCache(10);
}
bare(0);
const worker: number[] = [];
const direct: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  worker.push(await timed(() => composer.compose(statement(round + 100))));
  // The worker sweeps after its answer, and Typst's memory is one for both threads.
  await pause(SWEEP_MS);
  direct.push(await timed(() => bare(round)));
}
await composer.stop();

say(`warm-up of the worker ${warmUp.toFixed(0)} ms, first statement after it ${first.toFixed(1)} ms`);
say(`in the worker  p50 ${quantile(worker, 0.5)} ms, p95 ${quantile(worker, 0.95)} ms`);
say(`bare Typst     p50 ${quantile(direct, 0.5)} ms, p95 ${quantile(direct, 0.95)} ms`);
say(`event loop held at most ${(delay.max / 1e6).toFixed(1)} ms (timer resolution 1 ms)`);
say(`resident memory ${rssBefore} before the engine, ${rssAfter} with it warm`);
