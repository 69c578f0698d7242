import recorded from './examples.json' with { type: 'json' };
import { COMPONENTS, type JsonSchema } from './json-schema.ts';

/** One call and its answer, as they went between a test and a whole service. */
export interface RecordedCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Null where there is nothing or no JSON in it. */
  readonly answer: unknown;
}

export const RECORDED_CALLS: Readonly<Record<string, RecordedCall>> = recorded;

/** The first value that each field has in the recorded calls, by the field's path. */
export function fieldExamples(
  components: Readonly<Record<string, JsonSchema>>,
  values: readonly { readonly schema: JsonSchema; readonly value: unknown }[],
): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const look = (path: string, schema: JsonSchema, value: unknown): void => {
    if (schema.$ref?.startsWith(COMPONENTS) === true) {
      const name = schema.$ref.slice(COMPONENTS.length);
      const component = components[name];
      if (component !== undefined) look(name, component, value);
      return;
    }
    for (const options of [schema.anyOf ?? [], schema.oneOf ?? []])
      options.forEach((option, index) => {
        if (mayBe(option, value, components)) look(optionOf(path, index), option, value);
      });
    if (Array.isArray(value)) {
      for (const item of value) if (schema.items !== undefined) look(path, schema.items, item);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const fields: Readonly<Record<string, unknown>> = { ...value };
    for (const [field, part] of Object.entries(schema.properties ?? {})) {
      const inner = `${path}.${field}`;
      const own = fields[field];
      if (own === undefined) continue;
      if (path !== '' && isScalar(own) && (found.get(inner) ?? null) === null) found.set(inner, own);
      look(inner, part, own);
    }
  };
  for (const { schema, value } of values) look('', schema, value);
  return found;
}

/** One form of a variant has other values in its fields than the next. */
export const optionOf = (path: string, option: number): string => `${path}|${option}`;

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Tells the forms of a variant apart: by the fields it must have, and by those whose value is fixed. */
function mayBe(
  option: JsonSchema,
  value: unknown,
  components: Readonly<Record<string, JsonSchema>>,
): boolean {
  if (option.$ref !== undefined) {
    const component = components[option.$ref.slice(COMPONENTS.length)];
    return component !== undefined && mayBe(component, value, components);
  }
  if (option['type'] === 'null') return value === null;
  if (typeof value !== 'object' || value === null || option.properties === undefined)
    return option.properties === undefined;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { properties } = option;
  return (
    (option.required ?? []).every((field) => field in fields) &&
    Object.keys(fields).every((field) => field in properties) &&
    Object.entries(properties).every(
      ([field, { const: fixed }]) => fixed === undefined || !(field in fields) || fields[field] === fixed,
    )
  );
}
