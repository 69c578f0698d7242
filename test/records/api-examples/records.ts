import { sampleCitizen } from '../hall.ts';
import { CHANGED_QUERY_PASSWORD, type Example, QUERY_PASSWORD, type Stage } from './stage.ts';

/** Number and code of the statement issued before. */
const paper = (stage: Stage) => ({
  n: stage.answered('issueStatement', 'number'),
  c: stage.answered('issueStatement', 'verificationCode'),
});

/** Sessions, records, statements and the query password. */
export const RECORD_EXAMPLES = {
  openSession: async ({ hall }) => ({ body: { evidence: await hall.evidence(sampleCitizen('in-work')) } }),
  pensionSummary: async (stage) => ({ token: await stage.token('in-work') }),
  contributions: async (stage) => ({ token: await stage.token('in-work'), query: { limit: '2' } }),
  accountYears: async (stage) => ({ token: await stage.token('in-work') }),
  queryPassword: async (stage) => ({ token: await stage.token('in-work') }),
  setQueryPassword: async (stage) => ({
    token: await stage.token('in-work'),
    body: { newPassword: CHANGED_QUERY_PASSWORD, oldPassword: QUERY_PASSWORD },
  }),
  verifyQueryPassword: async (stage) => ({
    token: await stage.token('in-work'),
    body: { password: CHANGED_QUERY_PASSWORD },
  }),
  issueStatement: async (stage) => ({
    token: await stage.token('in-work'),
    body: {
      jobId: '7d2f2d0e-5f3e-4f6b-9a40-2f1c7a2f9b11',
      kind: 'pensionAccount',
      parameters: { hideNumber: true },
    },
  }),
  verification: (stage) => ({ query: paper(stage) }),
  verificationOfQr: (stage) => ({ query: paper(stage) }),
  verificationForm: () => ({}),
  verificationOfTyped: (stage) => {
    const { n, c } = paper(stage);
    return { body: { number: n, code: c } };
  },
  closeSession: async ({ hall }) => ({ token: (await hall.visit(sampleCitizen('arrears'))).token }),
} satisfies Readonly<Record<string, Example>>;
