import { randomBytes } from 'node:crypto';
import { link, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { DatabaseRefused } from './requirements.ts';

const LOCK_FILE = 'records-service.lock';

/**
 * Keeps a second process out of an embedded database: two of them would destroy it. What a killed process leaves behind
 * is taken over.
 *
 * The file says which process has the folder. It comes into being whole, by a link that only one can make, and is replaced
 * whole, by the one that holds a second file meanwhile; so there is no moment without it.
 * @returns gives the folder free again
 * @throws DatabaseRefused where a process that lives, or one that cannot be looked at from here, has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK_FILE);
  const own = `${file}.${randomBytes(8).toString('hex')}`;
  const text = JSON.stringify(await describeProcess(process.pid));
  await writeFile(own, text, { mode: 0o600, flag: 'wx' });
  try {
    while (!(await linked(own, file))) {
      const found = await readOrNull(file);
      // Given free between the two looks at it.
      if (found === null) continue;
      const why = await whyTaken(found);
      if (why !== null) throw new DatabaseRefused(`${folder} ${why} (${file})`);
      if (await takenOver(file, found, own)) break;
      throw new DatabaseRefused(`${folder} is being opened by another process at this moment (${file})`);
    }
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await readOrNull(file)) === text) await rm(file, { force: true });
  };
}

/** @returns false where somebody else was quicker */
async function takenOver(file: string, leftBehind: string, own: string): Promise<boolean> {
  const guard = `${file}.takeover`;
  if (!(await linked(own, guard))) {
    const holder = await readOrNull(guard);
    // Killed within these few lines: the next start finds the way free.
    if (holder !== null && (await whyTaken(holder)) === null) await rm(guard, { force: true });
    return false;
  }
  try {
    if ((await readOrNull(file)) !== leftBehind) return false;
    await rename(own, file);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

const ProcessDescription = v.object({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  host: v.string(),
  /** Where the system tells: boot and namespace that the number counts in, and when the process started. */
  pidsOf: v.nullable(v.string()),
  startedAt: v.nullable(v.string()),
});
type ProcessDescription = v.InferOutput<typeof ProcessDescription>;

async function describeProcess(pid: number): Promise<ProcessDescription> {
  const boot = await readOrNull('/proc/sys/kernel/random/boot_id');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => null);
  return {
    pid,
    host: hostname(),
    pidsOf: boot === null || namespace === null ? null : `${boot.trim()} ${namespace}`,
    startedAt: await startOf(pid),
  };
}

/** In ticks since the boot: a number of a process is given again, together with this it is not. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readOrNull(`/proc/${pid}/stat`);
  // The second field is the program's name and may hold spaces and brackets; the start is the twenty-second.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** @returns null where nobody has the folder any more */
async function whyTaken(text: string): Promise<string | null> {
  const owner = descriptionIn(text);
  // A machine that lost its power may leave an empty file.
  if (owner === null) return null;
  const here = await describeProcess(owner.pid);
  if (owner.host !== here.host)
    return `is in use on the machine or container ${owner.host}; if that has ended, remove the file`;
  // This machine, or this container, was started anew since.
  if (owner.pidsOf !== here.pidsOf) return null;
  const lives = owner.startedAt === null ? isRunning(owner.pid) : owner.startedAt === here.startedAt;
  return lives
    ? `is in use by process ${owner.pid}: an embedded database has room for one; for several, use a PostgreSQL server`
    : null;
}

function descriptionIn(text: string): ProcessDescription | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  const parsed = v.safeParse(ProcessDescription, document);
  return parsed.success ? parsed.output : null;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be asked, and is there.
    return hasCode(error, 'EPERM');
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // ESRCH: of a process that ended while it was looked at.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return null;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
