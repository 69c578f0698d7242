import { describe, expect, test } from 'vitest';
import { defaultWorkerUrl } from './composer.ts';

describe('the worker is found beside the program, however that was built', () => {
  test.each([
    ['file:///opt/kiosk/dist/device-daemon/main.js', 'file:///opt/kiosk/dist/device-daemon/typst-worker.js'],
    [
      'file:///opt/kiosk/dist/device-daemon/chunks/composer-Ab12.js',
      'file:///opt/kiosk/dist/device-daemon/typst-worker.js',
    ],
    ['file:///work/device-daemon/printing/composer.ts', 'file:///work/dist/device-daemon/typst-worker.js'],
  ])('%s', (module, worker) => {
    expect(defaultWorkerUrl(module).href).toBe(worker);
  });
});
