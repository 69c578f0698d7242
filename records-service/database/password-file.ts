import { readFile, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ServerAddress } from './database-url.ts';

const OTHERS = 0o077;

/**
 * The password of a server where its address has none: PGPASSWORD, or a line `host:port:database:user:password` of the
 * file that PGPASSFILE names, else of ~/.pgpass, as libpq reads it. A file that others may read is not believed, as there.
 * @returns empty where there is none: the server may not ask for one
 */
export async function findPassword(server: ServerAddress): Promise<string> {
  const named = process.env['PGPASSWORD'];
  if (named !== undefined && named !== '') return named;
  const text = await readPrivate(process.env['PGPASSFILE'] || join(homedir(), '.pgpass'));
  return text === null ? '' : (passwordIn(text, server) ?? '');
}

export function passwordIn(
  text: string,
  { host, port, database, user }: Pick<ServerAddress, 'host' | 'port' | 'database' | 'user'>,
): string | undefined {
  const role = user ?? process.env['PGUSER'] ?? userInfo().username;
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database ?? role, role];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    if (wanted.every((value, place) => fields[place] === '*' || fields[place] === value)) return fields[4];
  }
  return undefined;
}

/** Fields end with a colon; a backslash takes the next character as it is. Behind the fourth colon all is password. */
function fieldsOf(line: string): string[] {
  const fields = [''];
  for (let at = 0; at < line.length; at += 1) {
    const escaped = line[at] === '\\' && at + 1 < line.length;
    if (escaped) at += 1;
    if (line[at] === ':' && !escaped && fields.length < 5) fields.push('');
    else fields[fields.length - 1] += line[at] ?? '';
  }
  return fields;
}

async function readPrivate(file: string): Promise<string | null> {
  try {
    const { mode } = await stat(file);
    return process.platform !== 'win32' && (mode & OTHERS) !== 0 ? null : await readFile(file, 'utf8');
  } catch (error) {
    // Without one there is no password, and the server says what it thinks of that.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
