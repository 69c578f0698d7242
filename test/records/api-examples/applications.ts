import { randomBytes, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { SAMPLE_EMPLOYERS } from '#records-service/sample-data/employers.ts';
import {
  OFFICE_DECISION_TYPE,
  OFFICE_PASSWORD_RELEASE_TYPE,
  OFFICE_QUERY_TYPE,
} from '#shared/records-api/office.ts';
import { type Hall, OFFICE, sampleCitizen } from '../hall.ts';
import type { Example } from './stage.ts';

const WORKER = sampleCitizen('transferred-in');

async function signed(hall: Hall, payload: object, typ: string): Promise<{ request: string }> {
  const key = hall.keys.get(OFFICE);
  if (key === undefined) throw new Error('the office has no key');
  const text = JSON.stringify({ officeId: OFFICE, signedAt: hall.now, ...payload });
  const request = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'EdDSA', kid: OFFICE, typ })
    .sign(key);
  return { request };
}

/** What citizens, agents and offices do with applications. */
export const APPLICATION_EXAMPLES = {
  submitOffSiteFiling: async (stage) => ({
    token: await stage.token('resident'),
    body: { category: 'otherTemporary', city: '330100', residence: null, proof: 'none' },
  }),
  officeCases: async ({ hall }) => {
    const query = { nonce: randomBytes(16).toString('base64url'), after: null, limit: 100 };
    return { body: await signed(hall, query, OFFICE_QUERY_TYPE) };
  },
  officeDecision: async (stage) => {
    const decision = {
      decisionId: randomUUID(),
      caseNumber: stage.answered('submitOffSiteFiling', 'number'),
      expectedState: 'submitted',
      step: { type: 'approve' },
    };
    return { body: await signed(stage.hall, decision, OFFICE_DECISION_TYPE) };
  },
  officePasswordRelease: async (stage) => {
    await stage.token('arrears');
    const release = {
      nonce: randomBytes(16).toString('base64url'),
      citizenNumber: sampleCitizen('arrears').number,
      step: 'unlock',
    };
    return { body: await signed(stage.hall, release, OFFICE_PASSWORD_RELEASE_TYPE) };
  },
  offSiteFilings: async (stage) => ({ token: await stage.token('retired'), query: { limit: '10' } }),
  offSiteFiling: async (stage) => ({
    token: await stage.token('resident'),
    params: { number: stage.answered('submitOffSiteFiling', 'number') },
  }),
  changeOffSiteFiling: async (stage) => ({
    token: await stage.token('resident'),
    params: { number: stage.answered('submitOffSiteFiling', 'number') },
    body: { city: '320100', residence: null },
  }),
  cancelOffSiteFiling: async (stage) => ({
    token: await stage.token('retired'),
    params: { number: await stage.ownCase('retired', '/v1/off-site-filings', 'approved') },
  }),
  submitTransfer: async (stage) => ({
    token: await stage.token('made-up'),
    body: {
      fromRegion: '999999',
      toRegion: '420100',
      fromScheme: 'enterprise',
      toScheme: 'enterprise',
      elsewhere: { firstMonth: '2005-05', lastMonth: '2005-09' },
      householdThere: false,
    },
  }),
  baseDeclarationChoices: async (stage) => ({ token: await stage.token('flexible-worker') }),
  declareBase: async (stage) => ({
    token: await stage.token('flexible-worker'),
    body: { choice: { type: 'level', levelBasisPoints: 8000 } },
  }),
  contactDetails: async (stage) => ({ token: await stage.token('in-work') }),
  submitContactChange: async (stage) => ({
    token: await stage.token('in-work'),
    body: { field: 'phone', value: '19900000077' },
  }),
  submitObjection: async (stage) => ({
    token: await stage.token('gaps'),
    body: { target: { type: 'missingMonth', month: '2013-05' }, reason: 'monthMissing', remark: null },
  }),
  withdrawApplication: async (stage) => ({
    token: await stage.token('gaps'),
    params: { number: stage.answered('submitObjection', 'number') },
  }),
  applications: async (stage) => ({ token: await stage.token('gaps'), query: { limit: '2' } }),
  applicationByNumber: async (stage) => ({
    token: await stage.token('gaps'),
    params: { number: stage.answered('submitObjection', 'number') },
  }),
  units: async (stage) => ({ token: await stage.token('in-work') }),
  employerReports: async (stage) => ({ token: await stage.token('transferred-in'), query: { limit: '2' } }),
  // For later days the calendar of the year to come is needed, which is published in November.
  submitStaffChange: async (stage) => {
    stage.on('2026-11-13');
    return {
      token: await stage.token('in-work'),
      body: {
        change: 'decrease',
        reason: 'contractEnded',
        unitNumber: SAMPLE_EMPLOYERS.cloud.unitNumber,
        worker: { name: WORKER.name, number: WORKER.number },
        workedFromOrUntil: '2026-11-13',
        papers: ['参加基本养老保险职工减少表', '解除或终止劳动合同证明', '退工登记备案手续'],
      },
    };
  },
  staffChangeRequirements: (stage) => {
    stage.on('2026-11-13');
    return { query: { region: '999999', reason: 'contractEnded' } };
  },
} satisfies Readonly<Record<string, Example>>;
