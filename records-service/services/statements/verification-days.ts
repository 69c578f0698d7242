import type { IsoDate } from '#shared/time/calendar.ts';
import { policyOn } from '../../policy-packs/policy-pack.ts';
import { SERVICE_RULES } from '../../policy-packs/service-rules.ts';

/** 查验期 of what is issued on that day: as the operator set it, else as the issuer's region says. */
export const verificationDays = (
  issuer: { readonly region: string; readonly verificationDays?: number | undefined },
  issuedOn: IsoDate,
): number =>
  issuer.verificationDays ??
  policyOn('the verification of statements', SERVICE_RULES, issuer.region, issuedOn).values.verification.days;
