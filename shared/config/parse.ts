import { parse as parseToml, TomlError } from 'smol-toml';
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';

/**
 * Reads a configuration text against its schema.
 * @returns the whole configuration with defaults filled in, or one sentence for each thing that is wrong: the key,
 * what is wrong with it, and what is allowed
 */
export function parseConfiguration<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Result<v.InferOutput<Schema>, string[]> {
  let document: unknown;
  try {
    document = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return err([`line ${error.line}, column ${error.column}: this is not TOML`]);
  }
  const result = v.safeParse(schema, document);
  if (result.success) return ok(result.output);
  return err(result.issues.map((issue) => sentence(schema, issue)));
}

function sentence(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String(item.key));
  const key = path.join('.') || 'the file';
  if (issue.expected === 'never') {
    const known = knownKeys(schemaAt(schema, path.slice(0, -1)));
    return `${key}: there is no such key; allowed here: ${known.join(', ')}`;
  }
  // What several keys must agree on has a sentence of its own.
  if (issue.type === 'check' && wordsOf(schemaAt(schema, path)) === null) return `${key}: ${issue.message}`;
  // The key that tells the forms of a table apart: what all of them allow, not the first one.
  const ofOneForm = issue.type === 'variant' ? null : allowedAt(schema, path);
  const allowed = ofOneForm ?? issue.expected ?? 'another value';
  if (issue.input === undefined) return `${key}: is missing; allowed: ${allowed}`;
  return `${key}: ${shown(issue.input)} is not allowed; allowed: ${allowed}`;
}

function shown(value: unknown): string {
  // An address may hold a password, and what is shown ends up in a log.
  const text = JSON.stringify(value)
    .replace(/\/\/[^/"]*@/g, '//***@')
    .replace(/(password=)[^&"]*/g, '$1***');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

interface SchemaNode {
  readonly type: string;
  readonly wrapped?: SchemaNode;
  readonly item?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly options?: readonly SchemaNode[];
  readonly pipe?: readonly { readonly type: string; readonly metadata?: { readonly allowed?: string } }[];
}

function inner(node: SchemaNode): SchemaNode {
  return node.wrapped === undefined ? node : inner(node.wrapped);
}

/** The part of the schema that a path leads to; of a variant, the first member that has the key. */
function schemaAt(schema: v.GenericSchema, path: readonly string[]): SchemaNode | null {
  let node: SchemaNode | undefined = schema as unknown as SchemaNode;
  for (const key of path) {
    const here = inner(node);
    if (here.item !== undefined) node = here.item;
    else if (here.options !== undefined) {
      node = here.options.find((option) => inner(option).entries?.[key] !== undefined)?.entries?.[key];
    } else node = here.entries?.[key];
    if (node === undefined) return null;
  }
  return inner(node);
}

function knownKeys(node: SchemaNode | null): string[] {
  if (node === null) return [];
  if (node.options !== undefined)
    return [...new Set(node.options.flatMap((option) => knownKeys(inner(option))))];
  return Object.keys(node.entries ?? {});
}

function allowedAt(schema: v.GenericSchema, path: readonly string[]): string | null {
  const node = schemaAt(schema, path);
  const words = wordsOf(node);
  if (words === null && node?.entries !== undefined)
    return `a table with the keys ${Object.keys(node.entries).join(', ')}`;
  return words;
}

function wordsOf(node: SchemaNode | null): string | null {
  for (const action of node?.pipe ?? [])
    if (action.metadata?.allowed !== undefined) return action.metadata.allowed;
  return null;
}
