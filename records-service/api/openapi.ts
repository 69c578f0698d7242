import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  PROBLEM_MEDIA_TYPE,
  RECORDS_ERROR_STATUS,
  RecordsError,
  type RecordsErrorCode,
} from '#shared/records-api/common.ts';

import { Health, routeEntries } from './routes.ts';

type JsonObject = { readonly [key: string]: unknown };

/** Written from the schemas that also check the requests, so that it cannot say anything else than the service does. */
export function openApiDocument(): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, route] of routeEntries) {
    const { success } = route;
    const item = paths[route.path] ?? {};
    paths[route.path] = item;
    item[route.method.toLowerCase()] = {
      operationId,
      summary: route.summary,
      security: route.access === 'session' ? [{ session: [] }] : [],
      parameters: queryParameters(route.query),
      ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
      responses: {
        [success.status]: {
          description: success.description,
          ...(success.schema === undefined ? {} : { content: json(success.schema) }),
          ...(success.mediaType === undefined ? {} : { content: { [success.mediaType]: {} } }),
        },
        ...errorResponses(route.errors),
        ...(operationId === 'health' ? { 503: { description: 'degraded', content: json(Health) } } : {}),
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

function queryParameters(query: v.GenericSchema): JsonObject[] {
  const { properties = {}, required = [] } = jsonSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const json = (schema: v.GenericSchema): JsonObject => ({
  'application/json': { schema: jsonSchema(schema) },
});

function jsonSchema(schema: v.GenericSchema) {
  const { $schema: _, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12' });
  return rest;
}
