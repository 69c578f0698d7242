import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** A disk whose writes end when the test says. */
function disk() {
  const writes: { entries: readonly number[]; end(error?: Error): Promise<void> }[] = [];
  const write = (entries: readonly number[]) =>
    new Promise<void>((resolve, reject) => {
      writes.push({
        entries,
        end: async (error) => {
          if (error === undefined) resolve();
          else reject(error);
          await turn();
        },
      });
    });
  return { writes, write };
}

describe('entries written together', () => {
  test('one alone is written at once', async () => {
    const { writes, write } = disk();
    const written = new GroupCommit(write, 100, 1).add(1);
    expect(writes.map(({ entries }) => entries)).toEqual([[1]]);
    await writes[0]!.end();
    await written;
  });

  test('those that come meanwhile go in one write, in the order in which they came', async () => {
    const { writes, write } = disk();
    const group = new GroupCommit(write, 100, 1);
    const all = [1, 2, 3, 4].map((entry) => group.add(entry));
    expect(writes).toHaveLength(1);
    await writes[0]!.end();
    expect(writes.map(({ entries }) => entries)).toEqual([[1], [2, 3, 4]]);
    await writes[1]!.end();
    await Promise.all(all);
  });

  test('nobody is told that an entry is written before its own write has ended', async () => {
    const { writes, write } = disk();
    const group = new GroupCommit(write, 100, 1);
    const told: number[] = [];
    for (const entry of [1, 2]) void group.add(entry).then(() => told.push(entry));
    await writes[0]!.end();
    expect(told).toEqual([1]);
    await writes[1]!.end();
    expect(told).toEqual([1, 2]);
  });

  test('a write that fails fails for all of its entries and for no others', async () => {
    const { writes, write } = disk();
    const group = new GroupCommit(write, 100, 1);
    const outcomes = Promise.allSettled([1, 2, 3].map((entry) => group.add(entry)));
    await writes[0]!.end();
    const later = group.add(4);
    await writes[1]!.end(new Error('the disk is full'));
    await writes[2]!.end();
    await later;
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(writes.map(({ entries }) => entries)).toEqual([[1], [2, 3], [4]]);
  });

  test('no write takes more than it may, and no more are under way at once', async () => {
    const { writes, write } = disk();
    const group = new GroupCommit(write, 2, 2);
    const all = [1, 2, 3, 4, 5].map((entry) => group.add(entry));
    expect(writes.map(({ entries }) => entries)).toEqual([[1], [2]]);
    await writes[1]!.end();
    expect(writes.map(({ entries }) => entries)).toEqual([[1], [2], [3, 4]]);
    await writes[0]!.end();
    await writes[2]!.end();
    await writes[3]!.end();
    await Promise.all(all);
    expect(writes.map(({ entries }) => entries)).toEqual([[1], [2], [3, 4], [5]]);
  });
});
