import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  PROBLEM_MEDIA_TYPE,
  RECORDS_ERROR_STATUS,
  RecordsError,
  type RecordsErrorCode,
} from '#shared/records-api/common.ts';
import { IdempotencyKey } from '#shared/records-api/idempotency.ts';
import type { Route } from './route.ts';

type JsonObject = { readonly [key: string]: unknown };

/** Written from the schemas that also check the requests, so that it cannot say anything else than the service does. */
export function openApiDocument(routes: Readonly<Record<string, Route>>): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, route] of Object.entries(routes)) {
    const { success, otherwise } = route;
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const item = paths[path] ?? {};
    paths[path] = item;
    item[route.method.toLowerCase()] = {
      operationId,
      summary: route.summary,
      security: route.access === 'session' ? [{ session: [] }] : [],
      parameters: [
        ...parameters('path', route.params),
        ...parameters('query', route.query),
        ...(route.writes ? [IDEMPOTENCY_KEY_PARAMETER] : []),
      ],
      ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
      responses: {
        [success.status]: {
          description: success.description,
          ...(success.schema === undefined ? {} : { content: json(success.schema) }),
          ...(success.mediaType === undefined ? {} : { content: { [success.mediaType]: {} } }),
        },
        ...errorResponses(route.errors),
        ...(otherwise === undefined
          ? {}
          : { [otherwise.status]: { description: otherwise.description, content: json(otherwise.schema) } }),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Records service',
      version: '1',
      description:
        'Social-insurance records for a kiosk. A session is opened by evidence that a known terminal read an identity card or a social-security card, or scanned the code of an electronic one, signed by that terminal (JWS, EdDSA, typ card-read+jwt); it ends when closed, when unused, and at its expiry.',
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'Token of POST /v1/sessions' },
      },
      schemas: { RecordsError: jsonSchema(RecordsError) },
    },
  };
}

function errorResponses(codes: readonly RecordsErrorCode[]): Record<string, JsonObject> {
  const byStatus = new Map<number, RecordsErrorCode[]>();
  for (const code of codes)
    byStatus.set(RECORDS_ERROR_STATUS[code], [...(byStatus.get(RECORDS_ERROR_STATUS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus.join(', '),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/RecordsError' } } },
      },
    ]),
  );
}

const IDEMPOTENCY_KEY_PARAMETER: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The same for each repeat of a call: the deed is done once, the first answer is given again.',
  schema: jsonSchema(IdempotencyKey),
};

function parameters(where: 'path' | 'query', schema: v.GenericSchema | undefined): JsonObject[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

const json = (schema: v.GenericSchema): JsonObject => ({
  'application/json': { schema: jsonSchema(schema) },
});

function jsonSchema(schema: v.GenericSchema) {
  const { $schema: _, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12' });
  return rest;
}
