import descriptions from './descriptions.json' with { type: 'json' };
import { optionOf } from './examples.ts';
import { FIELD_WORDS } from './field-words.ts';
import { COMPONENTS, type JsonSchema, mapParts } from './json-schema.ts';

const WRITTEN: Readonly<Record<string, string>> = descriptions;

/** Units that the last word of a field's name says. */
const UNITS: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/Fen$/, 'Whole fen (1/100 yuan).'],
  [/BasisPoints$/, 'Hundredths of a per cent: 262 is 2.62 %.'],
  [/Months$/, 'Whole months.'],
  [/Days$/, 'Whole days.'],
  [/Years$/, 'Whole years.'],
  [/Month$/, 'A month, YYYY-MM.'],
  [/(On|Day|Date|Until|From|To)$/, 'A day, YYYY-MM-DD.'],
  [/(At|Since)$/, 'Epoch milliseconds.'],
];

/**
 * What a field is: in the words above it in the source, else those that the field has wherever it occurs, else what its name
 * and unit say.
 * @param path `Contribution.forMonth`
 */
export function wordsOf(path: string, schema: JsonSchema): string | undefined {
  const field = path.slice(path.lastIndexOf('.') + 1);
  const words =
    WRITTEN[path] ?? schema.description ?? FIELD_WORDS[field] ?? elsewhere(field) ?? wordsOfTarget(schema);
  const unit = unitOf(field, schema);
  if (words === undefined) return unit === undefined ? undefined : `${spokenName(field)}. ${unit}`;
  return unit === undefined || /\b(fen|milliseconds|per cent|month|day)/i.test(words)
    ? words
    : `${words} ${unit}`;
}

export const operationWords = (operationId: string): string | undefined =>
  WRITTEN[`operation:${operationId}`];

export const schemaWords = (name: string): string | undefined => WRITTEN[name];

/**
 * The schema with a description at each of its fields, and an example where there is one.
 * @param at where the examples have it: the path, with the option of each variant on the way
 */
export function described(
  path: string,
  schema: JsonSchema,
  examples: ReadonlyMap<string, unknown>,
  at = path,
): JsonSchema {
  return mapParts(schema, (part, field, option) => {
    if (field === null) return described(path, part, examples, option === null ? at : optionOf(at, option));
    const inner = `${path}.${field}`;
    const innerAt = `${at}.${field}`;
    const words = wordsOf(inner, part);
    return {
      ...described(inner, part, examples, innerAt),
      ...(words === undefined ? {} : { description: words }),
      ...(examples.has(innerAt) ? { examples: [examples.get(innerAt)] } : {}),
    };
  });
}

/** Words of the schema that the field refers to, itself, as an item or beside null. */
function wordsOfTarget(schema: JsonSchema): string | undefined {
  const target = [schema, schema.items, ...(schema.anyOf ?? [])].find((part) => part?.$ref !== undefined);
  return target?.$ref === undefined ? undefined : WRITTEN[target.$ref.slice(COMPONENTS.length)];
}

/** Words of the same field of other schemas, where they all say the same. */
function elsewhere(field: string): string | undefined {
  const all = new Set(
    Object.entries(WRITTEN)
      .filter(([path]) => path.endsWith(`.${field}`))
      .map(([, words]) => words),
  );
  return all.size === 1 ? [...all][0] : undefined;
}

function unitOf(field: string, schema: JsonSchema): string | undefined {
  const ending = UNITS.find(([pattern]) => pattern.test(field));
  if (ending === undefined) return undefined;
  const [, unit] = ending;
  // A day may be told as a moment and a moment as a day: the schema knows.
  const isText =
    schema['type'] === 'string' || `${JSON.stringify(schema)}`.includes(`${COMPONENTS}IsoDateText`);
  if (unit.startsWith('Epoch') && isText) return undefined;
  if (unit.startsWith('A day') && !isText) return undefined;
  return unit;
}

const spokenName = (field: string): string => {
  const words = field
    .replace(/(Fen|BasisPoints)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
