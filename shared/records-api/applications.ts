import * as v from 'valibot';
import { ApplicationHolder, ApplicationKind, CaseNumber } from './application-parts.ts';
import { BaseDeclaration, BaseDeclarationState } from './base-declarations.ts';
import { ContactChange, ContactChangeState } from './contact-changes.ts';
import { Objection, ObjectionState } from './objections.ts';
import { OffSiteFiling, OffSiteFilingState } from './off-site-filings.ts';
import { nextAfter, pageQuery } from './paging.ts';
import { StaffChange, StaffChangeState } from './staff-changes.ts';
import { TransferApplication, TransferState } from './transfers.ts';

/** `GET /v1/applications/:number`, and what every submission answers: 回执. */
export const Application = v.variant('kind', [
  OffSiteFiling,
  BaseDeclaration,
  TransferApplication,
  Objection,
  ContactChange,
  StaffChange,
]);
export type Application = v.InferOutput<typeof Application>;

export const ApplicationState = v.picklist([
  ...new Set([
    ...OffSiteFilingState.options,
    ...BaseDeclarationState.options,
    ...TransferState.options,
    ...ObjectionState.options,
    ...ContactChangeState.options,
    ...StaffChangeState.options,
  ]),
]);
export type ApplicationState = v.InferOutput<typeof ApplicationState>;

export const ApplicationsQuery = v.strictObject({
  ...pageQuery(CaseNumber),
  kind: v.optional(ApplicationKind),
});

export const PagedQuery = v.strictObject(pageQuery(CaseNumber));

/** `GET /v1/applications`: all that one handed in oneself, newest first. */
export const Applications = v.strictObject({
  applications: v.array(
    v.strictObject({
      number: CaseNumber,
      kind: ApplicationKind,
      state: ApplicationState,
      submittedAt: v.number(),
      changedAt: v.number(),
      holder: ApplicationHolder,
      reason: v.nullable(v.string()),
    }),
  ),
  nextAfter,
});
export type Applications = v.InferOutput<typeof Applications>;
