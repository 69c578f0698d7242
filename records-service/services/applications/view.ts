import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type { ApplicationKind } from '#shared/records-api/application-parts.ts';
import type { Application, Applications } from '#shared/records-api/applications.ts';
import { assertNever } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import { CONTACT_CHANGES } from '../../policy-packs/contact-changes.ts';
import { DIRECT_SETTLEMENT } from '../../policy-packs/direct-settlement.ts';
import { OFF_SITE_FILING } from '../../policy-packs/off-site-filing.ts';
import { nearestPolicy, type PolicyPack } from '../../policy-packs/policy-pack.ts';
import { WORK_CALENDAR } from '../../policy-packs/work-calendar.ts';
import { DECLARATION_PACKS } from './base-declarations.ts';
import { maskContact } from './contact-changes.ts';
import { changeableFrom, type OffSiteFilingCase, validUntil } from './off-site-filing-case.ts';
import { filingDocuments } from './off-site-filings.ts';
import { policiesOn } from './policies.ts';
import { STAFF_CHANGE_PACKS } from './staff-changes.ts';
import type { ApplicationRow, EventRow } from './store.ts';
import { TRANSFER_PACKS } from './transfers.ts';

/** What an answer about a case rests on, by the packs in force when it was handed in. */
const PACKS: Readonly<Record<ApplicationKind, readonly (readonly PolicyPack<unknown>[])[]>> = {
  offSiteFiling: [OFF_SITE_FILING, DIRECT_SETTLEMENT, WORK_CALENDAR],
  baseDeclaration: DECLARATION_PACKS,
  transfer: TRANSFER_PACKS,
  objection: [],
  contactChange: [CONTACT_CHANGES],
  staffChange: STAFF_CHANGE_PACKS,
};

export const listItem = (row: ApplicationRow): Applications['applications'][number] => ({
  number: row.caseNumber,
  kind: row.kind,
  state: row.state,
  submittedAt: row.submittedAt.getTime(),
  changedAt: row.changedAt.getTime(),
  holder: holderOf(row),
  reason: row.reason,
});

const holderOf = (row: ApplicationRow): Application['holder'] => ({
  who: row.heldBy,
  region: row.heldRegion,
  since: row.heldSince.getTime(),
});

/** A case as its owner sees it; what they gave is masked where others might read along. */
export function viewOf(row: ApplicationRow, events: readonly EventRow[]): Application {
  const { content } = row;
  const common = {
    number: row.caseNumber,
    submittedAt: row.submittedAt.getTime(),
    changedAt: row.changedAt.getTime(),
    holder: holderOf(row),
    reason: row.reason,
    policies: policiesOn(PACKS[row.kind], row.region, chinaDate(row.submittedAt.getTime())),
  };
  /** The states of a case’s history are those of its kind: a check of the table holds them to it. */
  const history = <State extends string>() =>
    events.map(({ fromState, toState, at, actor, reason }) => ({
      from: fromState as State | null,
      to: toState as string as State,
      at: at.getTime(),
      by: actor,
      reason,
    }));
  switch (content.kind) {
    case 'offSiteFiling':
      return {
        ...common,
        kind: content.kind,
        state: content.state,
        history: history(),
        details: filingDetails(content, row),
      };
    case 'baseDeclaration': {
      const { kind, state, ...details } = content;
      return { ...common, kind, state, history: history(), details };
    }
    case 'transfer': {
      const { kind, state, householdThere: _, elsewhere: __, ...details } = content;
      return {
        ...common,
        kind,
        state,
        history: history(),
        details: {
          ...details,
          funds: details.funds === null ? null : { ...details.funds },
          overlappingMonths: [...details.overlappingMonths],
        },
      };
    }
    case 'objection': {
      const { kind, state, ...details } = content;
      return { ...common, kind, state, history: history(), details };
    }
    case 'contactChange': {
      const { kind, state, field, value, oldValue, bank, effectiveFrom } = content;
      return {
        ...common,
        kind,
        state,
        history: history(),
        details: {
          field,
          maskedValue: maskContact(field, value),
          bank,
          maskedOldValue: oldValue === null ? null : maskContact(field, oldValue),
          effectiveFrom,
        },
      };
    }
    case 'staffChange': {
      const { kind, state, workerName, workerNumber, contribution, papers, follows, ...details } = content;
      return {
        ...common,
        kind,
        state,
        history: history(),
        details: {
          ...details,
          maskedWorkerName: maskName(workerName),
          maskedWorkerNumber: maskNumber(workerNumber),
          contribution: contribution === null ? null : { ...contribution },
          papers: [...papers],
          follows: [...follows],
        },
      };
    }
    default:
      return assertNever(content, 'kind');
  }
}

function filingDetails(content: OffSiteFilingCase, { region, submittedAt }: ApplicationRow) {
  const day = chinaDate(submittedAt.getTime());
  const rules = nearestPolicy(OFF_SITE_FILING, region, day);
  const national = nearestPolicy(DIRECT_SETTLEMENT, region, day);
  const papers = national === undefined ? null : filingDocuments(content, national.values);
  const { category, group, place, proof, resultFrom, newPlace, approvedOn } = content;
  return {
    category,
    group,
    ...place,
    proof,
    resultFrom,
    change: newPlace === null ? null : { ...newPlace },
    approvedOn,
    changeableFrom: rules === undefined ? null : changeableFrom(content, rules.values),
    validUntil: validUntil(content),
    documents: [...(papers?.documents ?? [])],
    claimDocuments: [...(papers?.claimDocuments ?? [])],
  };
}
