import { defineConfig } from 'vitest/config';
import { RunningOrder } from './test/running-order.ts';

// `development` makes XState warn about misuse; the page's tests turn those warnings into failures.
// `import` and `default` are added by themselves; named here they would also reach `require` inside npm packages.
const conditions = ['development', 'module', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    sequence: { sequencer: RunningOrder },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{shared,kiosk-ui,device-daemon,records-service,test/fakes,test/docs,test/gallery}/**/*.test.{ts,tsx}',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'conversation',
          include: ['test/{protocol,records,printing}/**/*.test.ts'],
          globalSetup: ['test/records/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          include: ['test/checks/**/*.test.ts'],
          globalSetup: ['test/checks/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'kernel-devices',
          include: ['test/kernel-devices/**/*.test.ts'],
          globalSetup: ['test/kernel-devices/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
