/**
 * The engineer's screwdrivers, one for each part of the kiosk:
 *
 *   node dist/device-daemon/cli.js list-devices
 *   node dist/device-daemon/cli.js read-card    --config FILE
 *   node dist/device-daemon/cli.js print-test   --config FILE
 *   node dist/device-daemon/cli.js doctor       --config FILE
 *   node dist/device-daemon/cli.js terminal-key --config FILE
 */
import { parseArgs } from 'node:util';
import { loadConfiguration } from '../config/load.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { doctor } from './doctor.ts';
import { listDevices } from './list-devices.ts';
import { printTest } from './print-test.ts';
import { readCard } from './read-card.ts';
import { terminalKey } from './terminal-key.ts';

/** Each answers with the exit code: 0 where all is well. */
const COMMANDS: Readonly<Record<string, (config: DaemonConfiguration) => Promise<number>>> = {
  'read-card': readCard,
  'print-test': printTest,
  doctor,
  'terminal-key': terminalKey,
};

const { values, positionals } = parseArgs({
  options: { config: { type: 'string' } },
  allowPositionals: true,
});
process.exitCode = await run(positionals[0]);

async function run(name: string | undefined): Promise<number> {
  if (name === 'list-devices') return listDevices();
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined || values.config === undefined) {
    console.error(`usage: list-devices | ${Object.keys(COMMANDS).join(' | ')} --config FILE`);
    return 2;
  }
  const configuration = await loadConfiguration(values.config);
  if (configuration.ok) return command(configuration.value);
  console.error(['The configuration is refused:', ...configuration.error].join('\n  '));
  return 2;
}
