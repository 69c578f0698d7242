import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { portsFrom, type Stack, startStack } from '../../scripts/stack.mjs';

/** The whole product for a test file; between tests the reader is empty and the printer full. */
export function useStack(firstPort: number): () => Stack {
  let folder = '';
  let stack: Stack | undefined;
  const running = () => {
    if (stack === undefined) throw new Error('the stack is not running');
    return stack;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kiosk-conversations-'));
    stack = await startStack({
      folder,
      ports: portsFrom(firstPort),
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    const bench = (method: string, path: string, body?: object) =>
      fetch(new URL(path, running().benchUrl), {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await bench('PUT', '/identity-card-reader/power', { on: true });
    await bench('DELETE', '/identity-card-reader/card');
    // Refused where nothing stands in the slot.
    await bench('DELETE', '/social-security-card-reader/card');
    await bench('PUT', '/headphones', { plugged: false });
    await bench('PUT', '/speech-engine/power', { on: true });
    await bench('PUT', '/printer/power', { on: true });
    await bench('PUT', '/printer/state', { paper: 'full', toner: 'full', cover: 'closed' });
    await running().waitUntilReady();
    await cardHasLeft(running().kioskUrl);
  });
  return running;
}

/** The daemon asks a card that lies there five times a second: its leaving is known a moment later. */
async function cardHasLeft(kioskUrl: string): Promise<void> {
  for (;;) {
    const health = (await (await fetch(new URL('/health', kioskUrl))).json()) as {
      devices: Record<'identityCardReader' | 'socialSecurityCardReader', { media: string }>;
    };
    const readers = [health.devices.identityCardReader, health.devices.socialSecurityCardReader];
    if (readers.every(({ media }) => media !== 'present' && media !== 'entering')) return;
    await sleep(20);
  }
}
