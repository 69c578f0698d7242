import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ProgramCall, runProgram } from './run-program.ts';

const NEVER = new AbortController().signal;
const shell = (script: string, more: Partial<ProgramCall> = {}): ProgramCall => ({
  program: '/bin/sh',
  args: ['-c', script],
  input: new TextEncoder().encode('一句话\n'),
  outputMaxBytes: 1000,
  timeoutMs: 10_000,
  ...more,
});
function childrenOf(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('one run of a program', () => {
  it('gets its text on standard input, and its variables', async () => {
    const end = await runProgram(
      shell('cat; printf %s "$KIOSK_A"', { environment: { KIOSK_A: 'b' } }),
      NEVER,
    );
    expect(end.type === 'ended' && new TextDecoder().decode(end.output)).toBe('一句话\nb');
  });

  it.each([
    ['ends with a code', shell('exit 3'), { type: 'failed', code: '3' }],
    ['is killed', shell('kill -9 $$'), { type: 'failed', code: 'SIGKILL' }],
    ['is not there', { ...shell(''), program: '/nowhere/voice' }, { type: 'missing' }],
    ['may not be executed', { ...shell(''), program: '/etc/passwd' }, { type: 'missing' }],
    ['takes too long', shell('sleep 60', { timeoutMs: 100 }), { type: 'late' }],
    ['writes without end', shell('yes'), { type: 'tooMuch' }],
    [
      'does not read what it is given',
      shell('exec 0<&-; exit 0', { input: new Uint8Array(1_000_000) }),
      { type: 'ended', output: Buffer.alloc(0) },
    ],
  ])('%s', async (_name, call, end) => {
    expect(await runProgram(call, NEVER)).toEqual(end);
  });

  it('takes what it has started with it when it is cancelled', async () => {
    const abort = new AbortController();
    const running = runProgram(shell('sleep 60 & wait'), abort.signal);
    let grandchildren: number[] = [];
    while (grandchildren.length === 0) {
      await sleep(20);
      grandchildren = childrenOf(process.pid).flatMap(childrenOf);
    }
    abort.abort();
    expect(await running).toEqual({ type: 'canceled' });
    for (let tries = 0; tries < 100 && grandchildren.some(isAlive); tries += 1) await sleep(20);
    expect(grandchildren.filter(isAlive)).toEqual([]);
  });

  it('is not started when the signal has come before', async () => {
    expect(await runProgram(shell('exit 0'), AbortSignal.abort())).toEqual({ type: 'canceled' });
  });
});
