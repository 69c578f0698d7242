// A speech engine whose voice is a tone, and who tells what it was asked to say.
//
//   node dist/fakes/speech-engine.js --program PATH [--ms-per-character 10]
//
// writes an executable file to PATH that the daemon can start as a plug-in (docs/devices.md), as often as it likes.
//
//   GET    /said      what it was asked to say: text, language, rate, and the mark that its sound carries
//   DELETE /said      forgets it
//   PUT    /length    {"msPerCharacter":10}   how long a sound is
//   PUT    /power     {"on":false}            it is uninstalled, or installed again
//   PUT    /faults    {…}                     see faults.ts
//   GET    /state
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, serveFake } from '../fake-process.ts';
import { type ProgramRun, RelayedProgram } from '../ports/relayed-program.ts';
import { Faults, NO_FAULTS } from './faults.ts';
import { markOf, toneWav } from './tone.ts';

interface Said {
  readonly text: string;
  readonly language: string;
  readonly ratePercent: number;
  readonly mark: number;
  readonly atMs: number;
}

const ENDLESS_BYTES = 40 * 1024 * 1024;
/** A day at a busy kiosk; older ones are forgotten. */
const SAID_MAX = 5000;

const { values } = parseArgs({
  options: { program: { type: 'string' }, 'ms-per-character': { type: 'string', default: '10' } },
});
if (values.program === undefined)
  throw new Error('--program PATH is missing: where the daemon is to find the program');

let faults = NO_FAULTS;
let msPerCharacter = Number(values['ms-per-character']);
let said: Said[] = [];
let running = 0;
let number = 0;

const VARIABLES = ['KIOSK_SPEECH_LANGUAGE', 'KIOSK_SPEECH_RATE_PERCENT'];
const program = await RelayedProgram.serve(values.program, VARIABLES, (run) => void speak(run));

async function speak(run: ProgramRun): Promise<void> {
  const now = faults;
  running += 1;
  run.gone.addEventListener('abort', () => {
    running -= 1;
  });
  if (now.exitCode !== undefined) return run.end(now.exitCode);
  const text = run.input.toString('utf8').replace(/\n$/, '');
  const [language = '', rate = ''] = run.variables;
  number += 1;
  const mark = markOf(number);
  said = [...said, { text, language, ratePercent: Number(rate), mark, atMs: Date.now() }].slice(-SAID_MAX);
  await sleep(now.delayMs);
  switch (now.garbage) {
    case 'text':
      return run.end(0, Buffer.from('usage: voice [options]\n'));
    case 'empty':
      return run.end(0);
    case 'endless':
      return run.end(0, Buffer.alloc(ENDLESS_BYTES, 1));
  }
  if (now.silent) return;
  const ms = ([...text].length * msPerCharacter * 100) / Number(rate);
  run.end(0, toneWav(mark, ms, now.unknownLength));
}

const state = () => ({
  power: program.installed,
  program: values.program,
  runs: program.runs,
  running,
  sentences: said.length,
  msPerCharacter,
  faults,
});

serveFake(
  {
    'GET /state': state,
    'GET /said': () => said,
    'DELETE /said': () => {
      said = [];
      return state();
    },
    'PUT /length': (body) => {
      const Length = v.strictObject({
        msPerCharacter: v.pipe(v.number(), v.minValue(0), v.maxValue(1000)),
      });
      msPerCharacter = bodyOf(Length, body).msPerCharacter;
      return state();
    },
    'PUT /power': (body) => {
      if (bodyOf(v.strictObject({ on: v.boolean() }), body).on) program.install();
      else program.uninstall();
      return state();
    },
    'PUT /faults': (body) => {
      faults = bodyOf(Faults, body);
      return state();
    },
  },
  { program: values.program },
);
