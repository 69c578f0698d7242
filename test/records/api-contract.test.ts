import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECORDED_CALLS } from '#records-service/api/openapi/examples.ts';
import type { Route } from '#records-service/api/route.ts';
import { ROUTES } from '#records-service/api/routes.ts';
import { EXAMPLES } from './api-examples/all.ts';
import { type Call, Stage } from './api-examples/stage.ts';
import type { Answer } from './hall.ts';

/**
 * The published description against the running service: every operation is called as the description says, and every
 * answer, success or not, has to be one of those it names, field by field.
 * With RECORD_EXAMPLES=1 the calls are written down as the examples of the description.
 */
let stage: Stage;
let document: Record<string, unknown>;
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);

beforeAll(async () => {
  stage = await Stage.open('postgresql');
  document = (await stage.hall.call('GET', '/openapi.json')).body as Record<string, unknown>;
  ajv.addSchema(document, 'openapi');
});
afterAll(() => stage.close());

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What the description says of this answer: undefined where it has nothing to say. */
function validatorOf(route: Route, { status, headers }: Answer): ValidateFunction | undefined {
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
  const media = headers.get('content-type')?.split(';')[0] ?? '';
  const at = [
    'paths',
    path,
    route.method.toLowerCase(),
    'responses',
    String(status),
    'content',
    media,
    'schema',
  ];
  return ajv.getSchema(`openapi#/${at.map(escaped).join('/')}`);
}

/** @returns what is wrong with an answer; empty where it is as described */
function deviations(route: Route, answer: Answer): unknown {
  expect(answer.headers.get('cache-control')).toBe('no-store');
  if (answer.status === 204) return route.success.status === 204 ? [] : ['204 is not described'];
  const validate = validatorOf(route, answer);
  if (validate === undefined)
    return [`${answer.status} ${answer.headers.get('content-type')} is not described`, answer.body];
  return validate(answer.body) ? [] : validate.errors;
}

const recorded: Record<string, unknown> = {};
const made = new Map<string, Call>();

test('every operation has an example, and no example is of none', () => {
  expect(Object.keys(ROUTES).filter((operationId) => !(operationId in EXAMPLES))).toEqual([]);
  expect(Object.keys(EXAMPLES).filter((operationId) => !(operationId in ROUTES))).toEqual([]);
});

describe('each operation answers as described', () => {
  const known = Object.entries(EXAMPLES).flatMap(([operationId, example]) => {
    const route = ROUTES[operationId];
    return route === undefined ? [] : [{ operationId, example, route }];
  });

  test.each(known)('$operationId succeeds', async ({ operationId, example, route }) => {
    const call = withKey(route, await example(stage));
    made.set(operationId, call);
    const answer = await stage.make(route, call);
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: route.success.status });
    expect(deviations(route, answer)).toEqual([]);
    stage.answers.set(operationId, answer.body);
    const { params, query, body } = call;
    recorded[operationId] = {
      ...(params && { params }),
      ...(query && { query }),
      ...(body === undefined ? {} : { body }),
      answer: route.success.schema === undefined ? null : shortened(route, answer),
    };
    if (route.writes) {
      const again = await stage.make(route, call);
      expect(again).toMatchObject({ status: answer.status, body: answer.body });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
  });

  test.each(known)('$operationId refuses as described', async ({ operationId, example, route }) => {
    // A session that was closed is refused before anything else is looked at.
    const call = (operationId === 'closeSession' ? await example(stage) : made.get(operationId)) ?? {};
    const refused = async (code: string | null, changed: Call) => {
      const answer = await stage.make(route, changed);
      expect(deviations(route, answer), operationId).toEqual([]);
      if (code !== null && route.isPage !== true) expect(answer.body).toMatchObject({ code });
      else expect(answer.status).toBeGreaterThanOrEqual(400);
    };
    await refused('invalidData', { ...call, query: { ...call.query, nobodyKnows: '1' } });
    if (route.body !== undefined) await refused('invalidData', { ...call, body: { nobodyKnows: 1 } });
    if (route.access !== 'session') return;
    const { token: _, ...anonymous } = call;
    await refused('notAuthorised', anonymous);
    await refused('notAuthorised', { ...call, token: 'A'.repeat(43) });
    if (route.errors.includes('notOnFile'))
      await refused(
        'notOnFile',
        withKey(route, { ...call, token: await stage.strangersToken(), headers: {} }),
      );
    if (route.writes) {
      await refused('invalidData', { ...call, headers: {} });
      const headers = { 'idempotency-key': await stage.usedKey(call.token ?? '') };
      await refused('idempotencyKeyReused', { ...call, headers });
    }
  });
});

test('what the description shows as examples is what its schemas allow', () => {
  const wrong = Object.entries(ROUTES).flatMap(([operationId, route]): unknown[] => {
    const call = RECORDED_CALLS[operationId];
    if (call === undefined) return [`${operationId}: RECORD_EXAMPLES=1 writes it`];
    if (route.success.schema === undefined) return [];
    const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const problems = deviations(route, { status: route.success.status, headers, body: call.answer });
    return Array.isArray(problems) && problems.length === 0 ? [] : [[operationId, problems]];
  });
  if (process.env['RECORD_EXAMPLES'] === '1') write();
  else expect(wrong).toEqual([]);
});

const withKey = (route: Route, call: Call): Call =>
  route.writes ? { ...call, headers: { 'idempotency-key': randomUUID(), ...call.headers } } : call;

/** Two of each list are enough to see what is in it, where the schema allows it. */
function shortened(route: Route, answer: Answer): unknown {
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, 2).map(cut);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
  };
  const short = cut(answer.body);
  return validatorOf(route, answer)?.(short) === true ? short : answer.body;
}

function write(): void {
  const file = new URL('../../records-service/api/openapi/examples.json', import.meta.url);
  const inOrder = Object.fromEntries(
    Object.entries(recorded).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`);
}
