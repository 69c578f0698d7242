import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = [
  'test/fakes/crt-591',
  'test/fakes/crt-310',
  'test/fakes/motorised-reader',
  'test/fakes/chip-card',
  'test/fakes/ports',
  'test/fakes/fake-process.ts',
  'records-service/database/sample-data',
  'shared',
];

export type MotorisedModel = 'crt-591' | 'crt-310';

/** Builds a fake reader where it is missing or older than its sources, as scripts/build.mjs does for all programs. */
export async function buildMotorisedReader(model: MotorisedModel): Promise<void> {
  const program = `${root}dist/fakes/${model}.js`;
  if (existsSync(program) && (await stat(program)).mtimeMs > (await newestSource())) return;
  const bundle = await rolldown({
    cwd: root,
    input: { [model]: `test/fakes/${model}/main.ts` },
    platform: 'node',
    tsconfig: false,
    external: [/^@lydell\/node-pty/],
    logLevel: 'warn',
  });
  // Test files run side by side: each builds for itself, and the last rename wins with the same program.
  await mkdir(`${root}dist/fakes`, { recursive: true });
  const folder = await mkdtemp(`${root}dist/staging-`);
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
    await bundle.close();
    await rename(`${folder}/${model}.js`, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function newestSource(): Promise<number> {
  let newest = 0;
  for (const source of SOURCES) {
    const path = `${root}${source}`;
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true })).map((name) => `${path}/${name}`)
      : [path];
    for (const file of files) newest = Math.max(newest, (await stat(file)).mtimeMs);
  }
  return newest;
}
