import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#records-service/api/route.ts';
import { ROUTES } from '#records-service/api/routes.ts';
import { RecordsError } from '#shared/records-api/common.ts';
import { MARK, requestOf } from './any-request.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';

const RUNS = 12;
/** What refused calls may leave behind: that there were any. */
const MAY_GROW = ['audit_event', 'wrong_try'];

interface Request {
  readonly params: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly key: string;
  readonly isKnown: boolean;
}

const anyRequest = (route: Route): fc.Arbitrary<Request> =>
  fc.record({
    params: fc.array(fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.uuid(), fc.nat().map(String)), {
      minLength: 4,
      maxLength: 4,
    }),
    query: fc.oneof(
      fc.constant({}),
      (route.query === undefined ? fc.constant({}) : requestOf(route.query)).map((made) =>
        typeof made === 'object' && made !== null && !Array.isArray(made) ? { ...made } : {},
      ),
      fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 2 }),
    ),
    body: route.body === undefined ? fc.constant(undefined) : requestOf(route.body),
    key: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.stringMatching(/^[ -~]{0,50}$/)),
    isKnown: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0),
  });

function pathOf(route: Route, { params, query }: Request): string {
  let index = 0;
  const path = route.path.replace(/:\w+/g, () => encoded(params[index++] ?? 'x'));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${encoded(name)}=${encoded(typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
  return search.length === 0 ? path : `${path}?${search.join('&')}`;
}

/** A dot would be taken as part of the path by the client already. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '�')).replace(/^\.{1,2}$/, 'dot');

function bodyOf(route: Route, body: unknown): string {
  if (route.isPage !== true) return JSON.stringify(body ?? null);
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(
    fields.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString();
}

describe.each(DATABASES)('whatever is sent on %s', (kind) => {
  let hall: Hall;
  let countRows = '';
  beforeAll(async () => {
    hall = await Hall.open(kind);
    const tables = await hall.rows(
      "select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1",
    );
    countRows = `select ${tables
      .map(({ name }) => String(name))
      .filter((name) => !MAY_GROW.includes(name))
      .map((name) => `(select count(*)::int from "${name}") as "${name}"`)
      .join(', ')}`;
  });
  afterAll(() => hall.close());

  test.each(Object.entries(ROUTES))(
    '%s answers as described, quotes nothing, and stores nothing it refuses',
    async (_name, route) => {
      // A minute of its own, so that no route's calls are too many for the next.
      hall.now += 60_000;
      const { token } = await hall.visit(sampleCitizen('in-work'));
      let [before] = await hall.rows(countRows);
      await fc.assert(
        fc.asyncProperty(anyRequest(route), async (request) => {
          const answer = await hall.call(route.method, pathOf(route, request), {
            ...(request.isKnown ? { token } : {}),
            ...(route.body === undefined ? {} : { body: bodyOf(route, request.body) }),
            headers: {
              ...(route.body === undefined
                ? {}
                : {
                    'content-type':
                      route.isPage === true ? 'application/x-www-form-urlencoded' : 'application/json',
                  }),
              ...(route.writes ? { 'idempotency-key': request.key === '' ? randomUUID() : request.key } : {}),
            },
          });
          const shown = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
          const [after] = await hall.rows(countRows);
          if (answer.status < 400) {
            before = after;
            return;
          }
          expect(answer.status, shown).not.toBe(500);
          expect(shown).not.toContain(MARK);
          if (route.isPage === true) expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
          else {
            expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
            const { code, status } = v.parse(RecordsError, answer.body);
            expect(status).toBe(answer.status);
            // A path that leads nowhere leads to no route's errors.
            if (code !== 'notFound') expect(route.errors).toContain(code);
          }
          expect(after).toEqual(before);
        }),
        { numRuns: RUNS },
      );
    },
  );
});
