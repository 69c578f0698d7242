// npm start                      everything on this machine, with fake devices and invented citizens
// npm start -- --database URL    the same, with the records on a PostgreSQL server
// npm start -- --config FILE     the kiosk alone, against real devices and a real records service
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepPassword } from './database-address.mjs';
import { build, installPackages, ROOT, requireNode } from './prepare.mjs';

requireNode();
const { values } = parseArgs({ options: { config: { type: 'string' }, database: { type: 'string' } } });
installPackages();
build();

if (values.config === undefined) await runDemonstration(values.database);
else await runKiosk(values.config);

/** @param {string | undefined} database address of a PostgreSQL server, instead of the embedded one */
async function runDemonstration(database) {
  const { startStack } = await import('./stack.mjs');
  const stopped = waitForStop();
  let stack;
  try {
    stack = await startStack({
      folder: join(ROOT, '.run'),
      ...(database !== undefined && {
        recordsDatabase: `kind = "postgresql"\nurl = ${JSON.stringify(keepPassword(database))}`,
      }),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  console.log(`
The kiosk is running with fake devices and invented citizens.

  Kiosk          ${stack.kioskUrl}
  Device bench   ${stack.benchUrl}   lay a card down, jam the printer, take the paper

Ctrl-C ends it.`);
  await stopped;
  await stack.stop();
  console.log('\nEverything has ended.');
  process.exit(0);
}

/** @param {string} config */
async function runKiosk(config) {
  const daemon = spawn(process.execPath, [join(ROOT, 'dist/device-daemon/main.js'), '--config', config], {
    stdio: 'inherit',
    detached: true,
  });
  void waitForStop().then(() => daemon.kill('SIGTERM'));
  const [code] = await once(daemon, 'exit');
  process.exit(code ?? 1);
}

function waitForStop() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.once(signal, resolve);
  });
}
