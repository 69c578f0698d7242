import {
  PROBLEM_MEDIA_TYPE,
  RECORDS_ERROR_STATUS,
  type RecordsErrorCode,
  recordsError,
} from '#shared/records-api/common.ts';
import type { Route } from '../route.ts';
import type { RecordedCall } from './examples.ts';
import { COMPONENTS, jsonSchemaOf } from './json-schema.ts';

export const RESPONSE_HEADERS = {
  IdempotencyReplayed: {
    description: 'Only there, and `true`, on an answer that an earlier call with the same key got already.',
    schema: { type: 'string', const: 'true' },
    example: 'true',
  },
  RetryAfter: {
    description: 'When it may be tried again, in whole seconds, where that is known.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '60',
  },
  CacheControl: {
    description: 'Nothing that the service answers may be kept.',
    schema: { type: 'string', const: 'no-store' },
    example: 'no-store',
  },
} as const;

/** One of each error that the routes may answer. */
export const errorExamples = (routes: Readonly<Record<string, Route>>): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(Object.values(routes).flatMap((route) => (route.isPage === true ? [] : route.errors)))].map(
      (code) => [code, { summary: recordsError(code, '').title, value: recordsError(code, '') }],
    ),
  );

const header = (name: keyof typeof RESPONSE_HEADERS) => ({ $ref: `#/components/headers/${name}` });

/** What every route may answer, with its recorded answer as the example. */
export function responsesOf(route: Route, call: RecordedCall | undefined): Record<string, unknown> {
  const { success, otherwise } = route;
  return {
    [success.status]: {
      description: success.description,
      headers: {
        'Cache-Control': header('CacheControl'),
        ...(route.writes ? { 'Idempotency-Replayed': header('IdempotencyReplayed') } : {}),
      },
      ...(success.schema === undefined
        ? {}
        : {
            content: {
              'application/json': {
                schema: jsonSchemaOf(success.schema),
                ...(call === undefined ? {} : { example: call.answer }),
              },
            },
          }),
      ...(success.mediaType === undefined
        ? {}
        : { content: { [success.mediaType]: { schema: schemaOfMedia(success.mediaType) } } }),
    },
    ...errorResponses(route),
    ...(otherwise === undefined
      ? {}
      : {
          [otherwise.status]: {
            description: otherwise.description,
            content: { 'application/json': { schema: jsonSchemaOf(otherwise.schema) } },
          },
        }),
  };
}

const schemaOfMedia = (mediaType: string) => ({
  type: mediaType === 'application/json' ? 'object' : 'string',
});

function errorResponses(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, RecordsErrorCode[]>();
  for (const code of new Set(route.errors)) {
    const status = RECORDS_ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        ...(status === 429 || status === 503 || status === 403
          ? { headers: { 'Retry-After': header('RetryAfter') } }
          : {}),
        content: route.isPage === true ? { 'text/html': { schema: { type: 'string' } } } : problem(codes),
      },
    ]),
  );
}

const problem = (codes: readonly RecordsErrorCode[]) => ({
  [PROBLEM_MEDIA_TYPE]: {
    schema: {
      $ref: `${COMPONENTS}RecordsError`,
      properties: { code: { enum: [...codes] } },
    },
    examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
  },
});
