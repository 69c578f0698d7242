import { readFile } from 'node:fs/promises';

/** A plan as `auto_explain` logs it, with what really happened. */
export interface LoggedPlan {
  readonly query: string;
  readonly nodes: readonly PlanNode[];
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Settings of a database whose statements’ plans are to be in the server's log, each with what it did. */
export const LOG_PLANS: Readonly<Record<string, string>> = {
  session_preload_libraries: 'auto_explain',
  jit: 'off',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_format': 'json',
  // Also those of the checks of a reference and of a trigger.
  'auto_explain.log_nested_statements': 'on',
};

/** All plans in the log of a server, in the order in which the statements ended. */
export async function loggedPlans(logFile: string): Promise<LoggedPlan[]> {
  const log = await readFile(logFile, 'utf8');
  return [...log.matchAll(/ plan:\n((?:\t.*\n)+)/g)].map(([, json = '']) => {
    const logged = JSON.parse(json) as { readonly 'Query Text': string; readonly Plan: PlanNode };
    return { query: logged['Query Text'], nodes: withChildren(logged.Plan) };
  });
}

const withChildren = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(withChildren)];
