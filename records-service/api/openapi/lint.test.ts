import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../openapi.ts';
import { ROUTES } from '../routes.ts';
import { type JsonSchema, partsOf } from './json-schema.ts';
import { isSchema, NAMED_SCHEMAS } from './schemas.ts';
import { OTHER, tagOf } from './tags.ts';

const document = openApiDocument(ROUTES);

/** What the recommended rules say, with those on top that make a description usable alone. */
const STRICTER = {
  'operation-description': 'error',
  'operation-tag-defined': 'error',
  'operation-singular-tag': 'error',
  'parameter-description': 'error',
  'info-contact': 'error',
  'component-name-unique': 'error',
  // A reference with words of its own beside it is what OpenAPI 3.1 brought.
  'spec-ref-siblings': 'off',
} as const;

/** It walks a document of half a megabyte with every rule. */
const LINT_TIMEOUT_MS = 120_000;

test('has no error and no warning of the linter', { timeout: LINT_TIMEOUT_MS }, async () => {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ extends: ['recommended'], rules: STRICTER }),
  });
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`),
  ).toEqual([]);
});

test('the linter finds what is wrong', { timeout: LINT_TIMEOUT_MS }, async () => {
  const problems = await lintFromString({
    source: JSON.stringify({ ...document, tags: [], components: {} }),
    config: await createConfig({ extends: ['recommended'], rules: STRICTER }),
  });
  expect(new Set(problems.map(({ ruleId }) => ruleId))).toContain('no-unresolved-refs');
});

test('every module of schemas is among those with names', async () => {
  const folder = join(import.meta.dirname, '../../../shared/records-api');
  const known = new Set(Object.values(NAMED_SCHEMAS));
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )) {
    const module: Record<string, unknown> = await import(join(folder, file));
    const schemas = Object.entries(module).filter(([name, value]) => /^[A-Z]/.test(name) && isSchema(value));
    for (const [name, schema] of schemas)
      expect(known.has(schema as v.GenericSchema), `${file}: ${name}`).toBe(true);
  }
});

interface Parameter {
  readonly name?: string;
  readonly description?: string;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
}

describe('says what everything is', () => {
  const { paths, components } = document as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, JsonSchema> };
  };
  const operations = Object.values(paths).flatMap((item) => Object.values(item));

  test('every operation and every parameter, with an example', () => {
    const silent = operations.flatMap(({ operationId, description, parameters }) => [
      ...(description.length > 12 ? [] : [operationId]),
      ...parameters
        .filter(
          ({ name, description: words, example }) => name !== undefined && (!words || example === undefined),
        )
        .map(({ name }) => `${operationId}: ${name}`),
    ]);
    expect(silent).toEqual([]);
  });

  test('every field of every schema', () => {
    const silent: string[] = [];
    const look = (path: string, schema: JsonSchema): void => {
      for (const { field, part } of partsOf(schema)) {
        const inner = field === null ? path : `${path}.${field}`;
        if (field !== null && !part.description && part['const'] === undefined) silent.push(inner);
        look(inner, part);
      }
    };
    for (const [name, schema] of Object.entries(components.schemas)) look(name, schema);
    expect(silent).toEqual([]);
  });

  test('every operation belongs to an area', () => {
    expect(Object.values(ROUTES).filter(({ path }) => tagOf(path) === OTHER)).toEqual([]);
  });

  test('no object stands inline where it could have a name', () => {
    const inline = operations.filter(
      (operation) =>
        ROUTES[operation.operationId]?.isPage !== true &&
        JSON.stringify(operation).includes('"additionalProperties":false'),
    );
    expect(inline.map(({ operationId }) => operationId)).toEqual([]);
  });
});
