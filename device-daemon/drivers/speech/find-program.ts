import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError } from '../../bindings/binding.ts';

/** @param program a path, or a name that is looked for on PATH, as a shell does */
export async function findProgram(program: string): Promise<Result<void, BindingOpenError>> {
  const places = program.includes('/')
    ? [program]
    : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  let error: BindingOpenError = 'noDevice';
  for (const place of places) {
    const found = await executable(place);
    if (found.ok) return found;
    if (found.error !== 'noDevice') error = found.error;
  }
  return err(error);
}

async function executable(path: string): Promise<Result<void, BindingOpenError>> {
  try {
    await access(path, constants.X_OK);
    return ok(undefined);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('noDevice');
    return err(code === 'EACCES' ? 'notPermitted' : 'failed');
  }
}
