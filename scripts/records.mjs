// npm run records -- --database postgres://…              the records service on a server, as the demonstration has it
// npm run records -- --config FILE [--database …] [--port N]   as FILE says
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepPassword } from './database-address.mjs';
import { build, installPackages, ROOT, requireNode } from './prepare.mjs';

const USAGE = `Usage: npm run records -- --database postgres://USER@HOST:PORT/DATABASE [--config FILE] [--port N]
Without --config: invented citizens and the terminal of the demonstration; refused where real people are on file.`;

requireNode();
const given = readArguments();
installPackages();
build();

const database = given.database === undefined ? undefined : keepPassword(given.database);
const config = given.config ?? (await demonstration());
const args = ['--config', config];
if (database !== undefined) args.push('--database', database);
if (given.port !== undefined) args.push('--port', given.port);
const service = spawn(process.execPath, [join(ROOT, 'dist/records-service/main.js'), ...args], {
  stdio: 'inherit',
  detached: true,
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => service.kill('SIGTERM'));
const [code] = await once(service, 'exit');
process.exit(code ?? 1);

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { database: { type: 'string' }, config: { type: 'string' }, port: { type: 'string' } },
    });
    if (values.database !== undefined || values.config !== undefined) return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Its message would repeat what was typed, and a password may be in it.
  }
  console.error(USAGE);
  process.exit(2);
}

/** The settings of `npm start`, whose kiosk can be used with it. */
async function demonstration() {
  const { DEFAULT_PORTS, makeTerminalKey } = await import('./stack.mjs');
  const { writeConfigurations } = await import('./stack-configuration.mjs');
  const folder = join(ROOT, '.run');
  await mkdir(folder, { recursive: true });
  const files = await writeConfigurations({ folder, ports: DEFAULT_PORTS });
  await makeTerminalKey(files.kiosk);
  return files.records;
}
