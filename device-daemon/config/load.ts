import { readFile } from 'node:fs/promises';
import { parseConfiguration } from '#shared/config/parse.ts';
import { err, type Result } from '#shared/result.ts';
import { DaemonConfiguration } from './schema.ts';

/** @returns the configuration, or every reason why the file is refused */
export async function loadConfiguration(file: string): Promise<Result<DaemonConfiguration, string[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return err([`the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`]);
  }
  return parseConfiguration(DaemonConfiguration, text);
}
