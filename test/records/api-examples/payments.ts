import { sampleCitizen } from '../hall.ts';
import type { Example } from './stage.ts';

/** Orders, their payment, and the relatives that somebody pays for. */
export const PAYMENT_EXAMPLES = {
  familyMembers: async (stage) => ({ token: await stage.token('in-work') }),
  bindFamilyMember: async (stage) => ({
    token: await stage.token('in-work'),
    body: {
      consent: {
        type: 'cardRead',
        relativeEvidence: await stage.hall.evidence(sampleCitizen('several-employers')),
      },
    },
  }),
  unbindFamilyMember: async (stage) => ({ token: await stage.token('in-work'), params: { line: '1' } }),
  paymentOptions: async (stage) => ({ token: await stage.token('resident') }),
  createPaymentOrder: async (stage) => ({
    token: await stage.token('resident'),
    body: { kind: 'residentRenewal', familyMember: null, declaredGroups: [] },
  }),
  payPaymentOrder: async (stage) => ({
    token: await stage.token('resident'),
    params: { number: stage.answered('createPaymentOrder', 'number') },
  }),
  paymentOrder: async (stage) => {
    await stage.untilPosted('resident', stage.answered('createPaymentOrder', 'number'));
    return {
      token: await stage.token('resident'),
      params: { number: stage.answered('createPaymentOrder', 'number') },
    };
  },
  paymentReceipt: async (stage) => ({
    token: await stage.token('resident'),
    params: { number: stage.answered('createPaymentOrder', 'number') },
  }),
  paymentOrders: async (stage) => ({ token: await stage.token('resident'), query: { limit: '2' } }),
  medicalContributions: async (stage) => ({ token: await stage.token('resident'), query: { limit: '2' } }),
  paymentNotification: async (stage) => ({
    body: {
      message: await stage.bank.sign({
        orderNumber: stage.answered('createPaymentOrder', 'number'),
        result: {
          outcome: 'booked',
          amountFen: Number(stage.answered('createPaymentOrder', 'amountFen')),
          bookedAt: stage.hall.now,
          reference: 'B-1',
        },
      }),
    },
  }),
  cancelPaymentOrder: async (stage) => {
    const token = await stage.token('made-up');
    const number = await stage.openOrder('made-up');
    return { token, params: { number } };
  },
} satisfies Readonly<Record<string, Example>>;
