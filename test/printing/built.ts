import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The same as in scripts/build.mjs: packages with native code or fonts stay where npm put them. */
const STAYS_IN_NODE_MODULES = ['@myriaddreamin/typst-ts-node-compiler'];

/** The fake printer as a program; built when missing or older than its sources. */
export const builtFakePrinter = (): Promise<string> =>
  built('test/fakes/printer/main.ts', 'dist/fakes/printer.js', ['test/fakes']);

/** The thread that sets statements. */
export const builtTypstWorker = (): Promise<string> =>
  built('device-daemon/printing/typst-worker.ts', 'dist/device-daemon/typst-worker.js', [
    'device-daemon/printing',
    'shared',
  ]);

/** Any other program of the tests, for example one that is to be killed. */
export const builtProgram = (source: string, sources: readonly string[]): Promise<string> =>
  built(source, `dist/test-programs/${source.replaceAll('/', '-').replace(/\.ts$/, '.js')}`, sources);

async function built(source: string, target: string, sources: readonly string[]): Promise<string> {
  const file = join(ROOT, target);
  const newest = Math.max(...sources.map((folder) => newestChange(join(ROOT, folder))));
  if (existsSync(file) && statSync(file).mtimeMs > newest) return file;
  const folder = join(file, '..');
  await mkdir(folder, { recursive: true });
  // Several test files may build at once: each into a folder of its own, then moved in one step.
  const own = await mkdtemp(join(folder, '.building-'));
  const bundle = await rolldown({
    cwd: ROOT,
    input: join(ROOT, source),
    platform: 'node',
    tsconfig: false,
    external: (id) => STAYS_IN_NODE_MODULES.some((name) => id === name || id.startsWith(`${name}/`)),
    logLevel: 'warn',
  });
  await bundle.write({ file: join(own, 'program.js'), format: 'esm' });
  await bundle.close();
  await rename(join(own, 'program.js'), file);
  await rm(own, { recursive: true });
  return file;
}

function newestChange(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}
