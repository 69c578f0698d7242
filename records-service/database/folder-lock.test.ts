import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { DatabaseRefused } from './requirements.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, 'records-service.lock');
const owner = async () => JSON.parse(await readFile(file(), 'utf8'));
const leftBehind = (changes: object) =>
  writeFile(file(), JSON.stringify({ pid: 1, host: hostname(), pidsOf: null, startedAt: null, ...changes }));

/** Another process that lives, or has lived. */
async function otherProcess(): Promise<{ pid: number; end: () => Promise<void> }> {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  return {
    pid: child.pid ?? 0,
    end: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the folder of an embedded database', () => {
  test('is one process’s until it gives it free', async () => {
    const unlock = await lockFolder(folder);
    expect(await owner()).toMatchObject({ pid: process.pid, host: hostname() });
    await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}`);
    await unlock();
    expect(await readdir(folder)).toEqual([]);
    await (await lockFolder(folder))();
  });

  test('of many that come at once one gets', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['records-service.lock']);
  });

  test('is taken over from a process that was killed, by one of many', async () => {
    const other = await otherProcess();
    await lockFolder(folder);
    const description = { ...(await owner()), pid: other.pid, startedAt: await startOf(other.pid) };
    await leftBehind(description);
    await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${other.pid}`);
    await other.end();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const tried of tries)
      if (tried.status === 'rejected') expect(tried.reason).toBeInstanceOf(DatabaseRefused);
    expect((await owner()).pid).toBe(process.pid);
  });

  test('is taken over where the number of the process is another’s now', async () => {
    await lockFolder(folder);
    await leftBehind({ ...(await owner()), startedAt: '1' });
    await lockFolder(folder);
  });

  test('is taken over after this machine or container was started anew', async () => {
    await leftBehind({
      pid: process.pid,
      pidsOf: 'another boot pid:[1]',
      startedAt: await startOf(process.pid),
    });
    await lockFolder(folder);
  });

  test('is not taken from another machine or container: nobody here knows whether it lives', async () => {
    await leftBehind({ host: 'hall-2' });
    await expect(lockFolder(folder)).rejects.toThrow(
      /machine or container hall-2; if that has ended, remove the file/,
    );
  });

  test.each(['', '{', '{"pid":"x"}', 'null'])('is taken over where a power cut left "%s"', async (text) => {
    await writeFile(file(), text);
    await lockFolder(folder);
  });

  test('is not given free for somebody else', async () => {
    const unlock = await lockFolder(folder);
    await leftBehind({ host: 'hall-2' });
    await unlock();
    expect(await owner()).toMatchObject({ host: 'hall-2' });
  });
});

async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
