import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const DAEMON = fileURLToPath(new URL('../../dist/device-daemon/main.js', import.meta.url));

function start(configuration: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-config-'));
  const file = join(folder, 'kiosk.toml');
  writeFileSync(file, configuration);
  const { status, stderr } = spawnSync(process.execPath, [DAEMON, '--config', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return {
    status,
    lines: stderr
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  };
}

test('a kiosk with mistakes in its configuration names each, and does not start', () => {
  const { status, lines } = start(`
[server]
port = 99999
[terminal]
id = "kiosk 7"
privateKeyFile = "/tmp/key.pem"
[records]
url = "ftp://records"
[identityCardReader]
driver = "cvr"
path = "auto"
[printer]
uri = "ipp://127.0.0.1/ipp/print"
colour = true
[journal]
folder = "/tmp/journal"
`);
  expect(status).toBe(2);
  expect(lines).toEqual([
    'kiosk-daemon: the configuration is refused',
    'server.port: 99999 is not allowed; allowed: a whole number from 0 to 65535',
    'terminal.id: "kiosk 7" is not allowed; allowed: six digits, a hyphen, four digits, such as "999999-0001"',
    'records.url: "ftp://records" is not allowed; allowed: an address that starts with http:// or https://',
    'identityCardReader.driver: "cvr" is not allowed; allowed: one of "auto", "sdt", "cvr-100", "cvr-100au", "dk26", "sdt-hid", "usb-sam", "pcsc-id"',
    'printer.colour: there is no such key; allowed here: uri',
  ]);
});

test('a configuration that is not there is said to be not there', () => {
  const { status, stderr } = spawnSync(process.execPath, [DAEMON, '--config', '/nowhere/kiosk.toml'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('the file cannot be read (ENOENT)');
});
