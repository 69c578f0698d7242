import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFake } from '#test/fakes/build-fake.ts';

const program = fileURLToPath(new URL('../../../dist/fakes/identity-card-reader.js', import.meta.url));
const refusal = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

beforeAll(() => buildFake('identity-card-reader'));

describe('the fake reader refuses to start', () => {
  it.each([
    ['--link PATH is missing'],
    ['a usb-sam has no plug for --port pty', '--model', 'usb-sam', '--port', 'pty'],
    ['a sdt has no plug for --port uhid', '--port', 'uhid'],
    ['Expected', '--model', 'unheard-of'],
  ])('with the reason "%s"', (reason, ...args) => {
    const { status, stderr } = refusal(...args);
    expect(status).not.toBe(0);
    expect(stderr).toContain(reason);
  });

  it('without the kernel modules that its port needs, and names them', () => {
    // Where a machine has them, as the virtual one for tests with devices does, it starts.
    const missing = [
      ...(existsSync('/dev/uhid') ? [] : [['dk26', 'module uhid']]),
      ...(existsSync('/sys/devices/platform/vhci_hcd.0') ? [] : [['usb-sam', 'module vhci-hcd']]),
    ];
    for (const [model = '', module = ''] of missing) {
      expect(refusal('--model', model).stderr).toContain(module);
    }
  });
});
