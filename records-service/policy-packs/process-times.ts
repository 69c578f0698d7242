import { type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** 办理时限 in working days that a kiosk may quote. */
export interface ProcessTimes {
  readonly workingDays: Readonly<Record<Process, number>>;
}

type Process =
  | 'registration'
  | 'informationChange'
  | 'pensionApplication'
  | 'medicalClaim'
  | 'maternityAllowance'
  | 'workInjuryClaim'
  | 'unemploymentBenefit'
  | 'lossOfEligibilityNotice';

export const PROCESS_TIMES: readonly PolicyPack<ProcessTimes>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2023-12-01',
    effectiveTo: null,
    document: '社会保险经办条例 (国务院令第765号) art. 6, 10, 18, 20, 22, 24, 25',
    source: 'Text on gov.cn',
    confidence: 'officialText',
    values: {
      workingDays: {
        registration: 10,
        informationChange: 10,
        pensionApplication: 20,
        medicalClaim: 30,
        maternityAllowance: 10,
        workInjuryClaim: 20,
        unemploymentBenefit: 10,
        lossOfEligibilityNotice: 20,
      },
    },
  },
];
