import { openApiDocument } from './openapi.ts';
import { publicRoute, type Route } from './route.ts';
import * as applications from './routes/applications.ts';
import * as baseDeclarations from './routes/base-declarations.ts';
import * as calculators from './routes/calculators.ts';
import * as contactChanges from './routes/contact-changes.ts';
import * as directSettlement from './routes/direct-settlement.ts';
import * as family from './routes/family.ts';
import * as objections from './routes/objections.ts';
import * as offSiteFilings from './routes/off-site-filings.ts';
import * as office from './routes/office.ts';
import * as operation from './routes/operation.ts';
import * as paymentNotifications from './routes/payment-notifications.ts';
import * as payments from './routes/payments.ts';
import * as pension from './routes/pension.ts';
import * as policies from './routes/policies.ts';
import * as publicInformation from './routes/public-information.ts';
import * as queryPassword from './routes/query-password.ts';
import * as sessions from './routes/sessions.ts';
import * as staffChanges from './routes/staff-changes.ts';
import * as statements from './routes/statements.ts';
import * as transfers from './routes/transfers.ts';

const described = {
  ...sessions,
  ...pension,
  ...queryPassword,
  ...statements,
  ...calculators,
  ...policies,
  ...publicInformation,
  ...directSettlement,
  ...payments,
  ...paymentNotifications,
  ...family,
  ...applications,
  ...baseDeclarations,
  ...contactChanges,
  ...objections,
  ...office,
  ...offSiteFilings,
  ...staffChanges,
  ...transfers,
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
