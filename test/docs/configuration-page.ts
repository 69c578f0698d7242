import type * as v from 'valibot';

interface Node {
  readonly type: string;
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly default?: unknown;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly Node[];
  readonly pipe?: readonly {
    readonly type: string;
    readonly metadata?: { allowed: string; purpose: string };
  }[];
}

/** One row for each key of a configuration schema: what it is for, what is allowed, what holds without it. */
function configurationRows(schema: v.GenericSchema): string {
  return rowsOf(schema as unknown as Node, '').join('\n');
}

function rowsOf(node: Node, path: string): string[] {
  const { inner, byDefault, mayBeLeftOut } = unwrap(node);
  const words = inner.pipe?.find((action) => action.metadata !== undefined)?.metadata;
  if (inner.item !== undefined && words === undefined) return rowsOf(inner.item, `${path}[]`);
  if (inner.options !== undefined && inner.type === 'variant') {
    return [...new Set(inner.options.flatMap((option) => rowsOf(option, path)))];
  }
  if (inner.entries !== undefined) {
    return Object.entries(inner.entries).flatMap(([key, entry]) =>
      rowsOf(entry, path === '' ? key : `${path}.${key}`),
    );
  }
  if (words === undefined) return [`| \`${path}\` | | | ${shown(byDefault, mayBeLeftOut)} |`];
  return [
    `| \`${path}\` | ${words.purpose} | ${words.allowed.replaceAll('|', '\\|')} | ${shown(byDefault, mayBeLeftOut)} |`,
  ];
}

function unwrap(node: Node): { inner: Node; byDefault: unknown; mayBeLeftOut: boolean } {
  let inner = node;
  let byDefault: unknown;
  while (inner.wrapped !== undefined) {
    byDefault = inner.default;
    inner = inner.wrapped;
  }
  return { inner, byDefault, mayBeLeftOut: inner !== node };
}

function shown(value: unknown, mayBeLeftOut: boolean): string {
  if (value !== undefined) return `\`${JSON.stringify(value)}\``;
  return mayBeLeftOut ? 'may be left out' : 'must be given';
}

export function configurationPage(daemon: v.GenericSchema, records: v.GenericSchema): string {
  const table = (schema: v.GenericSchema) =>
    `| key | what for | allowed | default |\n|---|---|---|---|\n${configurationRows(schema)}`;
  return `# Configuration

<!-- Made from the schemas by \`npm run docs\`; a test fails when it is out of date. -->

Both programs take \`--config FILE\`, a TOML file. A file with a mistake is refused whole: the program names every key that is
wrong, what is wrong with it and what is allowed, and ends with exit code 2. A table of which every key has a default, and the tables
\`socialSecurityCardReader\`, \`authority\`, \`pinPad\`, \`codeScanner\`, \`keypad\`,
\`speech\`, \`electronicCard\` and \`payments\`, may be left out as a whole.

## The kiosk (device daemon)

${table(daemon)}

## The records service

${table(records)}
`;
}
