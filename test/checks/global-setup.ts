import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type PreviewServer, preview } from 'vite';
import type { TestProject } from 'vitest/node';

/** The first that is free from there on: several runs may stand side by side. */
const FIRST_PORT = 18500;
const page = fileURLToPath(new URL('page', import.meta.url));
const configFile = fileURLToPath(new URL('../gallery/vite.config.ts', import.meta.url));

let folder = '';
let server: PreviewServer | undefined;

/** The gallery with the probes, built once as the product is built, and served to every file of checks. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-checks-'));
  const outDir = join(folder, 'page');
  await build({
    configFile,
    root: page,
    logLevel: 'warn',
    build: { outDir, rolldownOptions: { input: join(page, 'index.html') } },
  });
  server = await preview({
    configFile,
    root: page,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: FIRST_PORT, strictPort: false },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the gallery is not served');
  project.provide('galleryUrl', url);
}

export async function teardown(): Promise<void> {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    galleryUrl: string;
  }
}
