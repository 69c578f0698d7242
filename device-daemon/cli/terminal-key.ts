import type { DaemonConfiguration } from '../config/schema.ts';
import { openTerminalKey } from '../records/terminal-key.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Makes the terminal's key if there is none, and says where its public half is, to be registered. */
export async function terminalKey(config: DaemonConfiguration): Promise<ExitCode> {
  const key = await openTerminalKey(config.terminal.privateKeyFile);
  console.log(
    `${config.terminal.id}: ${key.made ? 'key made' : 'key was there'}, public half in ${key.publicKeyFile}`,
  );
  return EXIT.well;
}
