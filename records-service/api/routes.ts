import * as v from 'valibot';
import {
  AccountInterestAnswer,
  AccountInterestRequest,
  OutpatientLineAnswer,
  OutpatientLineRequest,
  PensionAnswer,
  PensionRequest,
  ResidentOutpatientAnswer,
  ResidentOutpatientRequest,
  RetirementDateAnswer,
  RetirementDateRequest,
  TransferAnswer,
  TransferRequest,
} from '#shared/records-api/calculators.ts';
import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { Policies, PoliciesQuery } from '#shared/records-api/policies.ts';
import { OpenSessionRequest, OpenSessionResponse } from '#shared/records-api/sessions.ts';
import { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { Verification, VerificationQuery } from '../services/statements/verification.ts';

/**
 * Every route of the service: what it takes, what it answers, and who may call it. The server registers from this
 * table, and /openapi.json is written from it.
 */
interface RouteDescription {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** `session`: `Authorization: Bearer` of an open session. */
  readonly access: 'public' | 'session';
  readonly query: v.GenericSchema;
  readonly body?: v.GenericSchema;
  readonly success: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly schema?: v.GenericSchema;
    /** Where the answer is not JSON of a schema. */
    readonly mediaType?: string;
  };
  readonly errors: readonly RecordsErrorCode[];
}

const nothing = v.strictObject({});
const SESSION_ERRORS = ['notAuthorised', 'sessionExpired'] as const;
const ALWAYS = ['invalidData', 'internalError', 'recordsUnavailable'] as const;

export const Health = v.strictObject({ status: v.picklist(['ok', 'degraded']) });

export const ROUTES = {
  openSession: {
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Open a session with signed evidence of a card read or a code scanned',
    access: 'public',
    query: nothing,
    body: OpenSessionRequest,
    success: {
      status: 201,
      description: 'The session’s token, and who it is, masked',
      schema: OpenSessionResponse,
    },
    errors: [
      'terminalUnknown',
      'evidenceInvalid',
      'evidenceStale',
      'evidenceReplayed',
      'cardNotRegistered',
      'cardNotInUse',
      'codeRefused',
      'platformUnavailable',
      ...ALWAYS,
    ],
  },
  closeSession: {
    method: 'DELETE',
    path: '/v1/sessions/current',
    summary: 'Close the session',
    access: 'session',
    query: nothing,
    success: { status: 204, description: 'Closed' },
    errors: [...SESSION_ERRORS, ...ALWAYS],
  },
  pensionSummary: {
    method: 'GET',
    path: '/v1/pension/summary',
    summary: 'Pension at a glance: months, balance, participation',
    access: 'session',
    query: nothing,
    success: { status: 200, description: 'The summary', schema: PensionSummary },
    errors: [...SESSION_ERRORS, 'notOnFile', ...ALWAYS],
  },
  contributions: {
    method: 'GET',
    path: '/v1/pension/contributions',
    summary: 'All contributions, newest month first',
    access: 'session',
    query: nothing,
    success: { status: 200, description: 'The history', schema: ContributionHistory },
    errors: [...SESSION_ERRORS, 'notOnFile', ...ALWAYS],
  },
  accountYears: {
    method: 'GET',
    path: '/v1/pension/account-years',
    summary: 'The personal account by year, with interest, oldest first',
    access: 'session',
    query: nothing,
    success: { status: 200, description: 'The account table', schema: AccountTable },
    errors: [...SESSION_ERRORS, 'notOnFile', ...ALWAYS],
  },
  issueStatement: {
    method: 'POST',
    path: '/v1/statements',
    summary: 'Issue a statement; the same job always gets the same one',
    access: 'session',
    query: nothing,
    body: IssueStatementRequest,
    success: { status: 200, description: 'Content, number and code', schema: PensionAccountStatement },
    errors: [...SESSION_ERRORS, 'notOnFile', 'jobBelongsToAnotherPerson', ...ALWAYS],
  },
  verification: {
    method: 'GET',
    path: '/v1/verifications',
    summary: 'Whether a printed statement is genuine',
    access: 'public',
    query: VerificationQuery,
    success: { status: 200, description: 'What may be said about it', schema: Verification },
    errors: [...ALWAYS],
  },
  verificationPage: {
    method: 'GET',
    path: '/v',
    summary: 'The same as a page: where a statement’s QR leads',
    access: 'public',
    query: VerificationQuery,
    success: { status: 200, description: 'A page without script', mediaType: 'text/html' },
    errors: [...ALWAYS],
  },
  calculateRetirementDate: {
    method: 'POST',
    path: '/v1/calculators/retirement-date',
    summary: 'When one may retire: statutory age, earliest and latest month',
    access: 'public',
    query: nothing,
    body: RetirementDateRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: RetirementDateAnswer,
    },
    errors: [...ALWAYS],
  },
  calculateAccountInterest: {
    method: 'POST',
    path: '/v1/calculators/account-interest',
    summary: 'A year of a personal account with its interest',
    access: 'public',
    query: nothing,
    body: AccountInterestRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: AccountInterestAnswer,
    },
    errors: [...ALWAYS],
  },
  calculatePension: {
    method: 'POST',
    path: '/v1/calculators/pension',
    summary: 'A monthly pension and its parts',
    access: 'public',
    query: nothing,
    body: PensionRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: PensionAnswer,
    },
    errors: [...ALWAYS],
  },
  calculateResidentOutpatient: {
    method: 'POST',
    path: '/v1/calculators/resident-outpatient',
    summary: 'What residents’ insurance pays of a year’s visits',
    access: 'public',
    query: nothing,
    body: ResidentOutpatientRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: ResidentOutpatientAnswer,
    },
    errors: ['policyNotFound', ...ALWAYS],
  },
  calculateOutpatientLine: {
    method: 'POST',
    path: '/v1/calculators/outpatient-line',
    summary: 'What of an employee’s visits stands above the line of the year',
    access: 'public',
    query: nothing,
    body: OutpatientLineRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: OutpatientLineAnswer,
    },
    errors: ['policyNotFound', ...ALWAYS],
  },
  calculateTransfer: {
    method: 'POST',
    path: '/v1/calculators/transfer',
    summary: 'The money that goes along to another province',
    access: 'public',
    query: nothing,
    body: TransferRequest,
    success: {
      status: 200,
      description: 'The figures, and the policies they rest on',
      schema: TransferAnswer,
    },
    errors: [...ALWAYS],
  },
  policies: {
    method: 'GET',
    path: '/v1/policies',
    summary: 'Every figure that law or region sets, for one region on one day, with its document',
    access: 'public',
    query: PoliciesQuery,
    success: { status: 200, description: 'The policies in force', schema: Policies },
    errors: [...ALWAYS],
  },
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether records can be read; 503 where not',
    access: 'public',
    query: nothing,
    success: { status: 200, description: 'The state', schema: Health },
    errors: ['invalidData', 'internalError'],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    access: 'public',
    query: nothing,
    success: { status: 200, description: 'OpenAPI 3.1', mediaType: 'application/json' },
    errors: ['invalidData', 'internalError'],
  },
} as const satisfies Record<string, RouteDescription>;

export type RouteName = keyof typeof ROUTES;
export const routeEntries = Object.entries(ROUTES) as readonly [RouteName, RouteDescription][];
