import * as fc from 'fast-check';

/** What a schema of valibot is made of, as far as requests use it. */
interface Node {
  readonly type: string;
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly items?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/** In every text that is made up, so that an answer that quotes one is found out. */
export const MARK = 'qZmArK7';

const hostile = fc.constantFrom(
  "'; drop table person;--",
  '\u0000',
  '\ud83d',
  '𬴂䶮',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%00',
  '9'.repeat(300),
);
const text = fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.string()).map((made) => `${made}${MARK}`);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.double(),
  fc.constantFrom(null, true, -1, 0, 2 ** 53, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);

/** A value that has the form of a schema, with one part or another that has not. */
export function requestOf(schema: unknown): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 1, arbitrary: anything },
    { weight: 3, arbitrary: shaped(schema as Node, 0) },
    { weight: 3, arbitrary: shaped(schema as Node, 0.15) },
  );
}

/** @param wrong how often a part is replaced by anything */
function shaped(node: Node, wrong: number): fc.Arbitrary<unknown> {
  const right = rightOf(node, wrong);
  if (wrong === 0) return right;
  const weight = Math.round(wrong * 100);
  return fc.oneof({ weight: 100 - weight, arbitrary: right }, { weight, arbitrary: anything });
}

function rightOf(node: Node, wrong: number): fc.Arbitrary<unknown> {
  switch (node.type) {
    case 'optional':
    case 'nullable':
    case 'nullish':
      return fc.oneof(
        shaped(node.wrapped ?? { type: 'any' }, wrong),
        fc.constant(node.type === 'nullable' ? null : undefined),
      );
    case 'strict_object':
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(node.entries ?? {}).map(([key, entry]) => [key, shaped(entry, wrong)]),
        ),
      );
    case 'array':
      return fc.array(shaped(node.item ?? { type: 'any' }, wrong), { maxLength: 13 });
    case 'tuple':
    case 'strict_tuple':
      return fc.tuple(...(node.items ?? []).map((item) => shaped(item, wrong)));
    case 'variant':
    case 'union':
      return fc.oneof(...(node.options ?? []).map((option) => shaped(option as Node, wrong)));
    case 'picklist':
      return fc.constantFrom(...(node.options ?? [null]));
    case 'literal':
      return fc.constant(node.literal);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.maxSafeInteger(), fc.double());
    case 'string':
      return textOf(node);
    default:
      return anything;
  }
}

function textOf({ pipe = [] }: Node): fc.Arbitrary<string> {
  const pattern = pipe.find(({ requirement }) => requirement instanceof RegExp)?.requirement;
  const kinds = pipe.map(({ type }) => type);
  if (kinds.includes('uuid')) return fc.uuid();
  if (kinds.includes('iso_date'))
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (pattern instanceof RegExp && !/\(\?[=!<]|\\p/u.test(pattern.source))
    return fc.oneof({ weight: 4, arbitrary: fc.stringMatching(pattern) }, text);
  return fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), text);
}
