import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { NAMED_SCHEMAS } from './schemas.ts';

/** JSON Schema 2020-12, as far as the description looks into it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export const COMPONENTS = '#/components/schemas/';

const OPTIONS = {
  target: 'draft-2020-12',
  // A check that only code can do, such as a day that exists, has no word in JSON Schema: the service is stricter there.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => `${COMPONENTS}${referenceId}`,
} as const;

/** Of every schema that has a name. */
export const namedJsonSchemas = (): Record<string, JsonSchema> =>
  toJsonSchemaDefs({ ...NAMED_SCHEMAS }, OPTIONS) as unknown as Record<string, JsonSchema>;

/** A reference where the schema has a name, else the schema itself, with references inside. */
export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  const name = nameOf(schema);
  if (name !== undefined) return { $ref: `${COMPONENTS}${name}` };
  const {
    $schema: _,
    $defs: __,
    ...own
  } = toJsonSchema(schema, { ...OPTIONS, definitions: { ...NAMED_SCHEMAS } });
  return own as unknown as JsonSchema;
}

export const nameOf = (schema: v.GenericSchema): string | undefined =>
  Object.keys(NAMED_SCHEMAS).find((name) => NAMED_SCHEMAS[name] === schema);

/** What schemas lie directly inside this one, each with the field it is the value of, if it is. */
export function partsOf(schema: JsonSchema): { field: string | null; part: JsonSchema }[] {
  const values = [schema.items, schema['additionalProperties']].filter(isJsonSchema);
  return [
    ...Object.entries(schema.properties ?? {}).map(([field, part]) => ({ field, part })),
    ...[...values, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((part) => ({ field: null, part })),
  ];
}

const isJsonSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

/** The same schema with each part put through `change`, which is told the field, or which option of several it is. */
export function mapParts(
  schema: JsonSchema,
  change: (part: JsonSchema, field: string | null, option: number | null) => JsonSchema,
): JsonSchema {
  const each = (parts: readonly JsonSchema[]) => parts.map((part, option) => change(part, null, option));
  const { properties, items, anyOf, oneOf } = schema;
  const values = schema['additionalProperties'];
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, part]) => [field, change(part, field, null)]),
      ),
    }),
    ...(items && { items: change(items, null, null) }),
    ...(anyOf && { anyOf: each(anyOf) }),
    ...(oneOf && { oneOf: each(oneOf) }),
    ...(isJsonSchema(values) && { additionalProperties: change(values, null, null) }),
  };
}
