import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipFile } from '#device-daemon/drivers/speech/clips.ts';
import { buildFake } from '#test/fakes/build-fake.ts';
import { FakeDevice } from '#test/fakes/fake-client.ts';

// The built program, as npm test has it.
const CLI = fileURLToPath(new URL('../../../dist/device-daemon/cli.js', import.meta.url));

let folder: string;
let engine: FakeDevice;
let soundCard: FakeDevice;

beforeAll(async () => {
  for (const fake of ['speech-engine', 'sound-card']) await buildFake(fake);
  folder = await mkdtemp(`${tmpdir()}/speech-cli-`);
  engine = await FakeDevice.start('speech-engine', ['--program', `${folder}/engine`]);
  soundCard = await FakeDevice.start('sound-card', ['--program', `${folder}/player`]);
  await writeFile(
    `${folder}/kiosk.toml`,
    `[terminal]
id = "999999-0001"
privateKeyFile = "${folder}/key.pem"
[records]
url = "http://127.0.0.1:9"
[identityCardReader]
path = "${folder}/no-reader"
[printer]
uri = "ipp://127.0.0.1:9/ipp/print"
[journal]
folder = "${folder}/journal"
[speech]
headphones = "${folder}/no-jack"
[speech.engine]
kind = "program"
program = "${folder}/engine"
languages = ["zh-Hans"]
[speech.player]
program = "${folder}/player"
`,
  );
});
afterAll(async () => {
  await Promise.all([engine.stop(), soundCard.stop()]);
  await rm(folder, { recursive: true });
});

async function kiosk(...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}
const configured = (...args: string[]) => kiosk(...args, '--config', `${folder}/kiosk.toml`);
const sounds = async () => (await soundCard.call<unknown[]>('GET /heard')).length;

describe('an engineer in the hall', () => {
  it('hears a text, and a sample where none is given', async () => {
    expect(await configured('say', '试一试')).toEqual({ code: 0, output: 'zh-Hans: said\n' });
    expect(await sounds()).toBe(1);
    // This engine has no English, and that is said.
    expect(await configured('say')).toEqual({ code: 1, output: 'zh-Hans: said\nen: noVoice\n' });
    expect(await sounds()).toBe(2);
  });

  it('learns what is missing, and what to do', async () => {
    await soundCard.call('PUT /power', { on: false });
    const said = await configured('say');
    expect(said.code).toBe(1);
    expect(said.output).toContain('speech is hardwareError; doctor says what to do');
    const { output } = await configured('doctor');
    expect(output).toContain(
      `FAIL speech: hardwareError\n     → run ${folder}/engine and ${folder}/player by hand`,
    );
    expect(output).toContain('FAIL headphone jack: cannot be read (ENOENT): nothing personal will be said');
    await soundCard.call('PUT /power', { on: true });
    expect((await configured('doctor')).output).toContain(
      'ok   speech: the engine makes a sound, and it can be played',
    );
  });

  it('learns under which name to put a recording', async () => {
    expect(await kiosk('speech-key', 'zh-Hans', '您好。')).toEqual({
      code: 0,
      output: `${clipFile('zh-Hans', '您好。')}\n`,
    });
    expect((await kiosk('speech-key', 'klingon', '您好。')).code).toBe(2);
    expect((await kiosk('speech-key', '您好。')).code).toBe(2);
  });
});
