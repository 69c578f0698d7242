import type * as v from 'valibot';
import { IdempotencyKey } from '#shared/records-api/idempotency.ts';
import type { Route } from '../route.ts';
import { wordsOf } from './describe.ts';
import type { RecordedCall } from './examples.ts';
import { PARAMETER_EXAMPLES } from './field-words.ts';
import { type JsonSchema, jsonSchemaOf, nameOf } from './json-schema.ts';

export const IDEMPOTENCY_KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A UUID that the caller makes once for each deed and sends with each repeat of the call: the deed is done once, and the repeat gets the first answer again, with `Idempotency-Replayed: true`. With another call it is refused.',
  schema: jsonSchemaOf(IdempotencyKey),
  example: '0b6d5e5c-7f0e-4f0e-9d62-5d3c1f6a2b10',
} as const;

export const parametersOf = (
  route: Route,
  call: RecordedCall | undefined,
  components: Readonly<Record<string, JsonSchema>>,
): unknown[] => [
  ...parameters('path', route.params, call?.params ?? {}, components),
  ...parameters('query', route.query, call?.query ?? {}, components),
  ...(route.writes ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
];

function parameters(
  where: 'path' | 'query',
  schema: v.GenericSchema | undefined,
  recorded: Readonly<Record<string, string>>,
  components: Readonly<Record<string, JsonSchema>>,
): unknown[] {
  if (schema === undefined) return [];
  const name = nameOf(schema);
  const json = name === undefined ? jsonSchemaOf(schema) : components[name];
  return Object.entries(json?.properties ?? {}).map(([field, part]) => {
    const words = wordsOf(`${name ?? ''}.${field}`, part);
    const { description: _, ...own } = part;
    const example = recorded[field] ?? PARAMETER_EXAMPLES[`${name}.${field}`] ?? PARAMETER_EXAMPLES[field];
    return {
      name: field,
      in: where,
      required: where === 'path' || (json?.required ?? []).includes(field),
      ...(words === undefined ? {} : { description: words }),
      schema: own,
      ...(example === undefined ? {} : { example }),
    };
  });
}
