import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page. Node programs are built by scripts/build.mjs. */
export default defineConfig({
  root: folder('kiosk-ui'),
  plugins: [preact()],
  build: {
    outDir: folder('dist/kiosk-ui'),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
