import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serialBinding } from '#device-daemon/bindings/serial.ts';
import { PseudoTerminal } from '#test/fakes/ports/pseudo-terminal.ts';
import { eventually } from '#test/protocol/eventually.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/serial-port-`);
});
afterAll(() => rm(folder, { recursive: true }));

/** The read that was just begun finds the end of the port in place of an error: a matter of microseconds. */
it('is told at every moment of a read', async () => {
  const link = `${folder}/port`;
  for (let time = 1; time <= 150; time += 1) {
    const port = new PseudoTerminal(link, () => undefined);
    let lost = 0;
    const opened = await serialBinding(link, { baudRate: 9600 })({
      data: () => undefined,
      lost: () => {
        lost += 1;
      },
    });
    if (!opened.ok) throw new Error(opened.error);
    for (let count = 0; count < time % 10; count += 1) {
      port.write(Uint8Array.of(0x31));
      await setImmediate();
    }
    port.close();
    await eventually(() => lost > 0, 2000);
    await opened.value.close();
    expect(lost).toBe(1);
  }
}, 60_000);
