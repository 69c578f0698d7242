import type { MedicalCategory, MedicalScheme } from '#shared/records-api/payments.ts';

/** How an invented citizen is insured for illness. */
export interface MedicalStory {
  readonly scheme: MedicalScheme;
  readonly category?: MedicalCategory;
  readonly household?: 'elsewhere';
  /** Months since the last one paid, of a month’s payment; years that are missing, of a year’s. Nothing was ever paid where null. */
  readonly missing: number | null;
  /** The card has no bank account: its financial function was never activated. */
  readonly cardWithoutAccount?: true;
}

/** By the key of the citizen. */
export const MEDICAL_STORIES: Readonly<Record<string, MedicalStory>> = {
  'in-work': { scheme: 'employee', missing: 0 },
  'several-employers': { scheme: 'employee', missing: 0 },
  // Too long for the kiosk.
  gaps: { scheme: 'flexibleWorker', missing: 4 },
  'made-up': { scheme: 'flexibleWorker', missing: 2 },
  arrears: { scheme: 'resident', category: 'lowIncome', missing: 0 },
  retired: { scheme: 'employee', missing: 0 },
  // Made up the month before here, and has this one to pay.
  'flexible-worker': { scheme: 'flexibleWorker', missing: 2 },
  resident: { scheme: 'resident', missing: 0 },
  'rare-characters': { scheme: 'resident', category: 'severelyDisabled', missing: 0 },
  'long-name': { scheme: 'flexibleWorker', missing: 1, cardWithoutAccount: true },
  'forty-years': { scheme: 'resident', missing: 0 },
  'transferred-in': { scheme: 'resident', household: 'elsewhere', missing: 0 },
  'just-started': { scheme: 'resident', category: 'student', missing: 0 },
  'rarest-characters': { scheme: 'resident', missing: null },
  'longest-name': { scheme: 'employee', missing: 0 },
};
