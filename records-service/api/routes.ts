import { openApiDocument } from './openapi.ts';
import { publicRoute, type Route } from './route.ts';
import * as calculators from './routes/calculators.ts';
import * as operation from './routes/operation.ts';
import * as pension from './routes/pension.ts';
import * as policies from './routes/policies.ts';
import * as sessions from './routes/sessions.ts';
import * as statements from './routes/statements.ts';

const described = {
  ...sessions,
  ...pension,
  ...statements,
  ...calculators,
  ...policies,
  ...operation,
} satisfies Readonly<Record<string, Route>>;

/** Every route of the service by the name of its operation. */
export const ROUTES: Readonly<Record<string, Route>> = {
  ...described,
  openapi: publicRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    success: { status: 200, description: 'OpenAPI 3.1', mediaType: 'application/json' },
    answer: () => openApiDocument(ROUTES),
  }),
};
