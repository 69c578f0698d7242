// A sound card with its player, and an ear before its loudspeaker.
//
//   node dist/fakes/sound-card.js --program PATH [--speed 1]
//
// writes an executable file to PATH that plays the WAV file on its standard input, as long as that takes.
//
//   GET    /heard     what came out: how long, how loud, its pitch, whether it was cut off
//   DELETE /heard     forgets it
//   PUT    /speed     {"factor":20}    so much faster than real time
//   PUT    /power     {"on":false}     the card is pulled, or plugged again: the player is there, and finds none
//   PUT    /program   {"there":false}  the player is uninstalled, or installed again
//   PUT    /faults    {…}              see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, serveFake } from '../fake-process.ts';
import { type ProgramRun, RelayedProgram } from '../ports/relayed-program.ts';
import { Faults, NO_FAULTS } from './faults.ts';
import { readWav, type Sound } from './wav-reader.ts';

interface Heard extends Sound {
  readonly atMs: number;
  /** False while it plays and when it was cut off; `playedMs` is then how far it came. */
  complete: boolean;
  playedMs: number;
}

/** A day at a busy kiosk; older ones are forgotten. */
const HEARD_MAX = 5000;

const { values } = parseArgs({
  options: { program: { type: 'string' }, speed: { type: 'string', default: '1' } },
});
if (values.program === undefined)
  throw new Error('--program PATH is missing: where the daemon is to find the player');

let faults = NO_FAULTS;
let factor = Number(values.speed);
let power = true;
let heard: Heard[] = [];
let refused = 0;
const playing = new Map<ProgramRun, Heard>();

const program = await RelayedProgram.serve(values.program, [], play);

function play(run: ProgramRun): void {
  if (!power || faults.noCard) return run.end(1);
  const sound = readWav(run.input);
  if (sound === null) {
    refused += 1;
    return run.end(1);
  }
  const entry: Heard = { ...sound, atMs: Date.now(), complete: false, playedMs: 0 };
  // Silence is played, and nobody hears it.
  if (sound.decibel !== null) heard = [...heard, entry].slice(-HEARD_MAX);
  playing.set(run, entry);
  const startedMs = performance.now();
  const end = (complete: boolean) => {
    if (!playing.delete(run)) return;
    clearTimeout(timer);
    entry.complete = complete;
    entry.playedMs = complete ? sound.ms : Math.min((performance.now() - startedMs) * factor, sound.ms);
    if (complete) run.end(0);
  };
  const timer = faults.stuck ? undefined : setTimeout(() => end(true), sound.ms / factor);
  run.gone.addEventListener('abort', () => end(false));
}

/** The cable takes the sound with it. */
function setPower(on: boolean): void {
  power = on;
  if (on) return;
  for (const [run, entry] of playing) {
    playing.delete(run);
    entry.playedMs = Math.min((Date.now() - entry.atMs) * factor, entry.ms);
    run.end(1);
  }
}

const state = () => ({
  power,
  there: program.installed,
  program: values.program,
  runs: program.runs,
  playing: playing.size,
  sounds: heard.length,
  refused,
  factor,
  faults,
});

serveFake(
  {
    'GET /state': state,
    'GET /heard': () => heard,
    'DELETE /heard': () => {
      heard = [];
      return state();
    },
    'PUT /speed': (body) => {
      const Speed = v.strictObject({ factor: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1000)) });
      factor = bodyOf(Speed, body).factor;
      return state();
    },
    'PUT /power': (body) => {
      setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return state();
    },
    'PUT /program': (body) => {
      if (bodyOf(v.strictObject({ there: v.boolean() }), body).there) program.install();
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
