import type * as v from 'valibot';
import * as statementWords from '#shared/protocol/statements.ts';
import * as applicationParts from '#shared/records-api/application-parts.ts';
import * as applications from '#shared/records-api/applications.ts';
import * as baseDeclarations from '#shared/records-api/base-declarations.ts';
import * as calculatorFigures from '#shared/records-api/calculator-figures.ts';
import * as calculators from '#shared/records-api/calculators.ts';
import * as common from '#shared/records-api/common.ts';
import * as contactChanges from '#shared/records-api/contact-changes.ts';
import * as contributionCalculators from '#shared/records-api/contribution-calculators.ts';
import * as deadlineCalculators from '#shared/records-api/deadline-calculators.ts';
import * as directSettlement from '#shared/records-api/direct-settlement.ts';
import * as family from '#shared/records-api/family.ts';
import * as guides from '#shared/records-api/guides.ts';
import * as idempotency from '#shared/records-api/idempotency.ts';
import * as medicalCalculators from '#shared/records-api/medical-calculators.ts';
import * as objections from '#shared/records-api/objections.ts';
import * as offSiteFilings from '#shared/records-api/off-site-filings.ts';
import * as office from '#shared/records-api/office.ts';
import * as offices from '#shared/records-api/offices.ts';
import * as operation from '#shared/records-api/operation.ts';
import * as paging from '#shared/records-api/paging.ts';
import * as payments from '#shared/records-api/payments.ts';
import * as pension from '#shared/records-api/pension.ts';
import * as places from '#shared/records-api/places.ts';
import * as policies from '#shared/records-api/policies.ts';
import * as publicInformation from '#shared/records-api/public-information.ts';
import * as queryPassword from '#shared/records-api/query-password.ts';
import * as regions from '#shared/records-api/regions.ts';
import * as sessions from '#shared/records-api/sessions.ts';
import * as staffChanges from '#shared/records-api/staff-changes.ts';
import * as statements from '#shared/records-api/statements.ts';
import * as transfers from '#shared/records-api/transfers.ts';
import * as verification from '../../services/statements/verification.ts';

/**
 * Every schema that has a name. The same schema under two names keeps the first; of two schemas with one name the later is
 * called after its module too.
 */
export const NAMED_SCHEMAS: Readonly<Record<string, v.GenericSchema>> = named({
  common,
  policies,
  regions,
  paging,
  idempotency,
  operation,
  sessions,
  statementWords,
  pension,
  statements,
  verification,
  calculatorFigures,
  calculators,
  contributionCalculators,
  deadlineCalculators,
  medicalCalculators,
  guides,
  places,
  publicInformation,
  directSettlement,
  payments,
  family,
  applicationParts,
  applications,
  offSiteFilings,
  transfers,
  baseDeclarations,
  staffChanges,
  contactChanges,
  objections,
  office,
  offices,
  queryPassword,
});

function named(
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, v.GenericSchema> {
  const schemas: Record<string, v.GenericSchema> = {};
  const known = new Set<unknown>();
  for (const [module, contents] of Object.entries(modules))
    for (const [name, value] of Object.entries(contents)) {
      if (!isSchema(value) || known.has(value) || !/^[A-Z]/.test(name)) continue;
      known.add(value);
      schemas[name in schemas ? `${module.charAt(0).toUpperCase()}${module.slice(1)}${name}` : name] = value;
    }
  return schemas;
}

export function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
