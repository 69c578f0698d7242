import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The gallery: for whoever draws screens, and for the checks of all of them. No part of the product. */
export default defineConfig({
  root: folder('.'),
  plugins: [preact()],
  server: { host: '127.0.0.1', port: 8648, strictPort: true, fs: { allow: [folder('../..')] } },
  build: {
    outDir: folder('../../test-results/gallery'),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { home: folder('index.html'), screen: folder('screen.html') } },
  },
});
