import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FakeRefusal, serveFake } from '../fake-process.ts';
import { IppServer } from './ipp-server.ts';
import { type Output, PaperPath } from './paper-path.ts';

/**
 * A printer: `node printer.js --port 8631 --folder DIR`. Speaks IPP/2.0 on `ipp://127.0.0.1:PORT/ipp/print` and keeps
 * what it printed in DIR. Everything a person does at a printer is a call, see fake-process.ts.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8631' }, folder: { type: 'string' } },
});
if (values.folder === undefined) throw new Error('usage: printer.js --port PORT --folder DIR');
const folder = values.folder;
await mkdir(folder, { recursive: true });

const State = v.strictObject({
  paper: v.optional(v.picklist(['full', 'low', 'out', 'jammed'])),
  toner: v.optional(v.picklist(['full', 'low', 'out'])),
  cover: v.optional(v.picklist(['closed', 'open'])),
  /** Whether the tray feels its paper. */
  sensor: v.optional(v.boolean()),
  speedMsPerPage: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000))),
  sheetsLeft: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))),
});
const Power = v.strictObject({ on: v.boolean() });
const FaultsBody = v.strictObject({
  dropConnection: v.optional(v.nullable(v.picklist(['beforeRead', 'midDocument', 'beforeAnswer']))),
  answerDelayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000))),
  garbage: v.optional(v.boolean()),
});

const path = new PaperPath((output) => {
  void writeFile(join(folder, `printed-${String(output.n).padStart(4, '0')}.pdf`), output.document);
});
const server = new IppServer(path, Number(values.port));
await server.setPower(true);

function check<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body ?? {});
  if (parsed.success) return parsed.output;
  throw new FakeRefusal(400, v.summarize(parsed.issues));
}

const describe = (output: Output) => ({
  n: output.n,
  jobName: output.jobName,
  pages: output.pages,
  complete: output.complete(),
  taken: output.taken,
  size: output.document.length,
});

const state = () => ({
  power: server.on,
  uri: server.uri,
  paper: path.paper,
  sheetsLeft: path.sheetsLeft,
  toner: path.toner,
  cover: path.cover,
  sensor: path.sensor,
  speedMsPerPage: path.msPerPage,
  trayRemaining: path.trayRemaining,
  jobs: path.jobs.map(({ id, name, state, reasons, pages, sheetsCompleted }) => ({
    id,
    name,
    state,
    reasons,
    pages,
    sheetsCompleted,
  })),
  faults: server.faults,
});

function outputOf(n: string | undefined): Output {
  const output = path.outputs.find((candidate) => String(candidate.n) === n);
  if (output === undefined) throw new FakeRefusal(404, `nothing was printed as number ${n}`);
  return output;
}

serveFake(
  {
    'GET /state': state,
    'PUT /state': (body) => {
      const change = check(State, body);
      if (change.paper !== undefined) path.setPaper(change.paper);
      if (change.sheetsLeft !== undefined) path.sheetsLeft = change.sheetsLeft;
      if (change.toner !== undefined) path.toner = change.toner;
      if (change.cover !== undefined) path.cover = change.cover;
      if (change.sensor !== undefined) path.sensor = change.sensor;
      if (change.speedMsPerPage !== undefined) path.msPerPage = change.speedMsPerPage;
      path.advance();
      return state();
    },
    'GET /output': () => path.outputs.map(describe),
    'GET /output/:n': (_body, params) => ({
      contentType: 'application/pdf',
      base64: outputOf(params['n']).document.toString('base64'),
    }),
    'DELETE /output/:n': (_body, params) => {
      const output = outputOf(params['n']);
      if (output.taken) throw new FakeRefusal(409, 'that paper is taken already');
      path.take(output);
      return describe(output);
    },
    'DELETE /jobs/:id': (_body, params) => {
      const job = path.jobs.find((candidate) => String(candidate.id) === params['id']);
      if (job === undefined) throw new FakeRefusal(404, 'no such job');
      if (!path.cancel(job)) throw new FakeRefusal(409, 'that job has ended already');
      return state();
    },
    'PUT /power': async (body) => {
      await server.setPower(check(Power, body).on);
      return state();
    },
    'PUT /faults': (body) => {
      const change = check(FaultsBody, body);
      if (change.dropConnection !== undefined) server.faults.dropConnection = change.dropConnection;
      if (change.answerDelayMs !== undefined) server.faults.answerDelayMs = change.answerDelayMs;
      if (change.garbage !== undefined) server.faults.garbage = change.garbage;
      return server.faults;
    },
  },
  { uri: server.uri, folder },
);
