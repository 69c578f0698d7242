import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SHARED_SOURCES = [
  'test/fakes/chip-card',
  'test/fakes/ports',
  'test/fakes/fake-process.ts',
  'records-service/database/sample-data',
  'shared',
];

/** Builds a fake where it is missing or older than its sources, as scripts/build.mjs does for all programs. */
export async function buildFake(name: string): Promise<void> {
  const program = `${root}dist/fakes/${name}.js`;
  const newest = await newestSource([`test/fakes/${name}`, ...SHARED_SOURCES]);
  if (existsSync(program) && (await stat(program)).mtimeMs > newest) return;
  const bundle = await rolldown({
    cwd: root,
    input: { [name]: `test/fakes/${name}/main.ts` },
    platform: 'node',
    tsconfig: false,
    external: [/^@lydell\/node-pty/, 'usb'],
    logLevel: 'warn',
  });
  // Test files run side by side: each builds for itself, and the last rename wins with the same program.
  await mkdir(`${root}dist/fakes`, { recursive: true });
  const folder = await mkdtemp(`${root}dist/staging-`);
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
    await bundle.close();
    await rename(`${folder}/${name}.js`, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function newestSource(sources: readonly string[]): Promise<number> {
  let newest = 0;
  for (const source of sources) {
    const path = `${root}${source}`;
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true })).map((name) => `${path}/${name}`)
      : [path];
    for (const file of files) newest = Math.max(newest, (await stat(file)).mtimeMs);
  }
  return newest;
}
