import { RECORDS_ERROR_STATUS, recordsError } from '#shared/records-api/common.ts';
import { described, operationWords, schemaWords } from './openapi/describe.ts';
import { fieldExamples, RECORDED_CALLS } from './openapi/examples.ts';
import { COMPONENTS, type JsonSchema, jsonSchemaOf, namedJsonSchemas } from './openapi/json-schema.ts';
import { IDEMPOTENCY_KEY_PARAMETER, parametersOf } from './openapi/parameters.ts';
import { errorExamples, RESPONSE_HEADERS, responsesOf } from './openapi/responses.ts';
import { TAGS, tagOf } from './openapi/tags.ts';
import type { Route } from './route.ts';

type JsonObject = { readonly [key: string]: unknown };
type Routes = Readonly<Record<string, Route>>;

/**
 * Written from the schemas that also check the requests, from the words above them in the source, and from calls recorded
 * between a test and a whole service, so that it cannot say anything else than the service does.
 */
export function openApiDocument(routes: Routes): JsonObject {
  const known = documents.get(routes);
  if (known !== undefined) return known;
  const document = documentOf(routes);
  documents.set(routes, document);
  return document;
}

/** Anybody may ask for it, and it takes some hundredths of a second to write. */
const documents = new WeakMap<Routes, JsonObject>();

function documentOf(routes: Routes): JsonObject {
  const named = namedJsonSchemas();
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const item = paths[path] ?? {};
    paths[path] = item;
    item[route.method.toLowerCase()] = operation(operationId, route, named);
  }
  const tags = new Set(Object.values(routes).map((route) => tagOf(route.path)));
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [
      {
        url: 'http://127.0.0.1:{port}',
        description: 'A service on this machine; elsewhere it stands behind the operator’s own address.',
        variables: { port: { default: '8650', description: 'server.port of the configuration' } },
      },
    ],
    tags: TAGS.filter(({ name }) => tags.has(name)).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'Token of POST /v1/sessions' },
      },
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY_PARAMETER },
      headers: RESPONSE_HEADERS,
      examples: errorExamples(routes),
      schemas: usedSchemas(paths, named, examplesOf(routes, named)),
    },
  };
}

const INFO = {
  title: 'Records service',
  version: '1',
  summary: 'Social-insurance records, rules and services for a self-service kiosk',
  description: `Money is whole fen, days are YYYY-MM-DD in China, months are YYYY-MM, moments are epoch milliseconds, regions are codes of GB/T 2260 with \`000000\` for the whole country.

**Sessions.** A session is opened by evidence that a known terminal read an identity card or a social-security card, or scanned the code of an electronic one, signed by that terminal (JWS, EdDSA, typ card-read+jwt). Its token goes into \`Authorization: Bearer\`. It ends when closed, when unused, and at its expiry. Routes without a lock need none.

**Writes** carry an \`Idempotency-Key\`: however often the call is repeated, it is done once.

**Lists** come in pages: \`limit\` rows, and \`nextAfter\` to ask on with as \`after\`; null is the last page. Every list says with \`dataCutOff\` up to which day it is complete.

**Errors** are problem details (RFC 9457) with a stable \`code\`. No address holds a personal datum, and no answer may be cached.`,
  contact: { name: 'The operator of the service' },
  license: { name: 'All rights reserved', identifier: 'LicenseRef-proprietary' },
} as const;

function operation(
  operationId: string,
  route: Route,
  named: Readonly<Record<string, JsonSchema>>,
): JsonObject {
  const call = RECORDED_CALLS[operationId];
  const media = route.isPage === true ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    operationId,
    tags: [tagOf(route.path)],
    summary: route.summary,
    description: [operationWords(operationId) ?? `${route.summary}.`, secondFactor(route)].join('').trim(),
    security: route.access === 'session' ? [{ session: [] }] : [],
    parameters: parametersOf(route, call, named),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [media]: {
                schema: jsonSchemaOf(route.body),
                ...(call?.body === undefined ? {} : { example: call.body }),
              },
            },
          },
        }),
    responses: responsesOf(route, call),
  };
}

const secondFactor = ({ services }: Route): string =>
  services.length === 0
    ? ''
    : ` A region’s policy may ask for the query password first (${services.join(', ')}): then it answers \`secondFactorRequired\` until the session has it.`;

/** What the recorded calls brought and got, against the schemas of their routes. */
function examplesOf(routes: Routes, named: Readonly<Record<string, JsonSchema>>): Map<string, unknown> {
  const values = Object.entries(routes).flatMap(([operationId, { body, success }]) => {
    const call = RECORDED_CALLS[operationId];
    if (call === undefined) return [];
    return [
      ...(body === undefined ? [] : [{ schema: jsonSchemaOf(body), value: call.body }]),
      ...(success.schema === undefined ? [] : [{ schema: jsonSchemaOf(success.schema), value: call.answer }]),
    ];
  });
  const problems = { $ref: `${COMPONENTS}RecordsError` };
  return fieldExamples(named, [
    ...values,
    { schema: problems, value: recordsError('invalidData', 'limit: a number of rows from 1 to 100') },
  ]);
}

/** Those that an operation refers to, directly or through another, with what they are and what their fields are. */
function usedSchemas(
  paths: unknown,
  named: Readonly<Record<string, JsonSchema>>,
  examples: ReadonlyMap<string, unknown>,
): Record<string, JsonSchema> {
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(named[name]);
    }
  };
  follow([paths, IDEMPOTENCY_KEY_PARAMETER]);
  return Object.fromEntries(
    [...used].sort().map((name) => {
      const schema = described(name, named[name] ?? {}, examples);
      const words = name === 'RecordsErrorCode' ? codesInWords() : schemaWords(name);
      return [name, words === undefined ? schema : { ...schema, description: words }];
    }),
  );
}

const codesInWords = (): string =>
  `Stable: a code never changes its meaning.\n\n${Object.entries(RECORDS_ERROR_STATUS)
    .map(([code, status]) => `- \`${code}\` (${status})`)
    .join('\n')}`;
