import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';

/**
 * What the programmers wrote above each schema, field and route: the published description says the same words, so that
 * there is one place to write them.
 * Keys are `Contribution`, `Contribution.forMonth`, `PensionSummary.pension.since`; `operation:NAME` for a route.
 */
export function apiDescriptions(root: string): Record<string, string> {
  const found = new Map<string, string>();
  const schemas = ['shared/records-api', 'records-service/services/statements'].flatMap((folder) =>
    sourcesOf(root, folder),
  );
  for (const file of [join(root, 'shared/protocol/statements.ts'), ...schemas])
    read(file, (name, text) => {
      // A constant’s name is all capitals.
      if (!/^[A-Z\d_]+(\.|$)/.test(name)) found.set(name, text);
    });
  for (const file of [
    ...sourcesOf(root, 'records-service/api/routes'),
    join(root, 'records-service/api/routes.ts'),
  ])
    read(file, (name, text) => {
      if (!name.includes('.')) found.set(`operation:${name}`, text);
    });
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const sourcesOf = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(root, folder, name));

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

function read(file: string, tell: (name: string, text: string) => void): void {
  const source = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, source);
  const above = (node: Node): string | null => {
    const comment = comments.findLast(({ end }) => end <= node.start);
    if (comment?.type !== 'Block' || source.slice(comment.end, node.start).trim() !== '') return null;
    return sentences(comment.value);
  };
  const beside = (node: Node): string | null => {
    const lineEnd = source.indexOf('\n', node.end);
    const comment = comments.find(({ start }) => start >= node.end && start < lineEnd);
    if (comment?.type !== 'Line' || !/^,?\s*$/.test(source.slice(node.end, comment.start))) return null;
    return sentences(comment.value);
  };
  const fields = (name: string, node: unknown): void => {
    if (!isNode(node)) return;
    const keyed = node.type === 'Property' ? keyOf(node) : null;
    const inner = keyed === null ? name : `${name}.${keyed}`;
    if (keyed !== null) {
      const text = above(node) ?? beside(node);
      if (text !== null) tell(inner, text);
    }
    for (const child of Object.values(node)) for (const item of [child].flat()) fields(inner, item);
  };
  for (const statement of program.body as unknown as Node[]) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement['declaration'] : statement;
    if (!isNode(declaration) || declaration.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration['declarations'] as { id: { name: string }; init: unknown }[]) {
      const text = above(statement);
      if (text !== null) tell(id.name, text);
      fields(id.name, init);
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function keyOf(property: Node): string | null {
  const key = property['key'];
  if (!isNode(key)) return null;
  if (key.type === 'Identifier') return String(key['name']);
  return key.type === 'Literal' ? String(key['value']) : null;
}

/** Without the stars, line ends inside a sentence, and tags for other tools. */
function sentences(comment: string): string | null {
  const lines = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .filter((line) => !line.startsWith('```'));
  const tag = lines.findIndex((line) => line.startsWith('@'));
  const text = (tag === -1 ? lines : lines.slice(0, tag)).join(' ').replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}
