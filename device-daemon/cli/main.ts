#!/usr/bin/env node
/**
 * The engineer's screwdrivers, one for each question that comes up in a hall. `npx kiosk --help` tells them.
 */
import { parseArgs } from 'node:util';
import { loadConfiguration } from '../config/load.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { doctor } from './doctor.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listDevices } from './list-devices.ts';
import { printTest } from './print-test.ts';
import { readCard } from './read-card.ts';
import { say } from './say.ts';
import { speechKey } from './speech-key.ts';
import { terminalKey } from './terminal-key.ts';
import { watch } from './watch.ts';

interface Command {
  readonly purpose: string;
  /** May be followed by a text. */
  readonly takesText?: true;
  run(config: DaemonConfiguration, text?: string): Promise<ExitCode>;
}

/** Each with a configuration, and ended by the daemon's absence: a port has one owner. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'read-card': { purpose: 'read one card on any reader and show it masked', run: readCard },
  watch: { purpose: 'show what every device does until Ctrl-C', run: watch },
  doctor: { purpose: 'look at every part and say what is missing and what to do', run: doctor },
  'print-test': { purpose: 'print one sample statement of nobody', run: printTest },
  say: { purpose: 'say a text, or a sample, as the kiosk would', takesText: true, run: say },
  'terminal-key': { purpose: "make the terminal's key and say where its public half is", run: terminalKey },
};

const USAGE = `usage: kiosk COMMAND [TEXT] [--config FILE]

  list-devices    show what is plugged in, which reader it is taken for and why, and what is missing
${Object.entries(COMMANDS)
  .map(([name, { purpose }]) => `  ${name.padEnd(15)} ${purpose}`)
  .join('\n')}
  speech-key      show the file name of a recorded sentence: speech-key zh-Hans TEXT

All but list-devices and speech-key need --config FILE, and the daemon stopped: a port has one owner.

Exit code: 0 all is well · 1 something is wrong, and was said · 2 wrong usage, or the configuration is refused`;

process.exitCode = await run();

async function run(): Promise<ExitCode> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    console.log(USAGE);
    return EXIT.well;
  }
  const [name, ...rest] = positionals;
  if (name === undefined) return refuse('which command?');
  const [language, text] = rest;
  if (name === 'speech-key' && rest.length === 2 && language !== undefined && text !== undefined)
    return speechKey(language, text);
  if (name === 'speech-key') return refuse('speech-key needs a language and a text');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const tooMuch = rest.slice(command?.takesText === true ? 1 : 0);
  if (tooMuch.length > 0) return refuse(`"${tooMuch.join(' ')}" is too much`);
  if (name === 'list-devices') return listDevices();
  if (command === undefined) return refuse(`there is no command "${name}"`);
  if (values.config === undefined) return refuse(`${name} needs --config FILE`);
  const configuration = await loadConfiguration(values.config);
  if (configuration.ok) return command.run(configuration.value, rest[0]);
  console.error(['The configuration is refused:', ...configuration.error].join('\n  '));
  return EXIT.refused;
}

function parse() {
  return parseArgs({
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
}

function refuse(reason: string): ExitCode {
  console.error(`kiosk: ${reason}\n\n${USAGE}`);
  return EXIT.refused;
}
