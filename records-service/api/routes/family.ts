import { BindFamilyMember, Family, FamilyMemberPath } from '#shared/records-api/family.ts';
import { assertNever } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import {
  bindRelative,
  type Consent,
  readFamily,
  unbindRelative,
  useAuthorisation,
} from '../../services/family/family.ts';
import { type PersonOnFile, personIds } from '../access.ts';
import { Refusal } from '../errors.ts';
import { personRoute, writeRoute } from '../route.ts';
import { whoConsents } from '../sessions/relative-consent.ts';

export const familyMembers = personRoute({
  method: 'GET',
  path: '/v1/family-members',
  summary: 'Everybody whom the citizen ever bound, and how many more may be',
  success: { status: 200, description: 'The list', schema: Family },
  errors: ['policyNotFound'],
  async answer({ person, parts: { audit, database, issuer, clock } }) {
    const family = await familyOf(database.queries, person, issuer.region, clock());
    await audit.write(database.queries, 'familySeen', personIds(person));
    return family;
  },
});

export const bindFamilyMember = writeRoute({
  method: 'POST',
  path: '/v1/family-members',
  summary: 'Bind a relative, who agrees with a card on the reader or a signed paper',
  service: 'familyBinding',
  body: BindFamilyMember,
  success: { status: 201, description: 'The list', schema: Family },
  errors: [
    'evidenceInvalid',
    'evidenceStale',
    'evidenceReplayed',
    'cardNotInUse',
    'cardNotRegistered',
    'relativeNotOnFile',
    'familyAuthorisationInvalid',
    'familyMemberBound',
    'familyFullNow',
    'familyFullEver',
    'policyNotFound',
  ],
  async answer({ person, transaction, parts: { audit, issuer, clock }, body }) {
    const now = clock();
    const consent = await consentOf(transaction, person, body, now);
    const bound = await bindRelative(transaction, audit, person, consent, issuer.region, now);
    if (!bound.ok) throw bindRefusal(bound.error);
    return familyOf(transaction, person, issuer.region, now);
  },
});

export const unbindFamilyMember = writeRoute({
  method: 'DELETE',
  path: '/v1/family-members/:line',
  summary: 'Unbind a relative; the place that was used is not given back',
  service: 'familyBinding',
  params: FamilyMemberPath,
  success: { status: 200, description: 'The list', schema: Family },
  errors: ['familyMemberNotFound', 'policyNotFound'],
  async answer({ person, transaction, parts: { audit, issuer, clock }, params }) {
    const now = clock();
    if (!(await unbindRelative(transaction, audit, person, Number(params.line), now)))
      throw new Refusal('familyMemberNotFound', 'line: nobody is bound there');
    return familyOf(transaction, person, issuer.region, now);
  },
});

async function familyOf(database: Database, { personId }: PersonOnFile, region: string, now: number) {
  const family = await readFamily(database, personId, region, now);
  if (family === null) throw notOffered();
  return family;
}

async function consentOf(
  transaction: Database,
  { personId, terminalId }: PersonOnFile,
  { consent }: BindFamilyMember,
  now: number,
): Promise<Consent> {
  if (consent.type === 'cardRead') {
    const relative = await whoConsents(transaction, consent.relativeEvidence, terminalId, now);
    if (!relative.ok) throw new Refusal(relative.error.code, `relativeEvidence: ${relative.error.detail}`);
    return { relativeId: relative.value.personId, authorisationNumber: null };
  }
  const { authorisationNumber } = consent;
  const authorised = await useAuthorisation(transaction, personId, authorisationNumber, now);
  if (authorised === null)
    throw new Refusal('familyAuthorisationInvalid', 'authorisationNumber: not known, used, or run out');
  return { relativeId: authorised.relativeId, authorisationNumber };
}

type BindError = Extract<Awaited<ReturnType<typeof bindRelative>>, { ok: false }>['error'];

function bindRefusal(error: BindError): Refusal {
  switch (error) {
    case 'boundAlready':
      return new Refusal('familyMemberBound', 'consent: this relative is bound already');
    case 'tooManyNow':
      return new Refusal('familyFullNow', 'consent: no more may be bound at one time');
    case 'tooManyEver':
      return new Refusal('familyFullEver', 'consent: no more may ever be bound');
    case 'isOneself':
      return new Refusal('evidenceInvalid', 'consent: a card of the relative, not of the citizen');
    case 'notOffered':
      return notOffered();
    default:
      return assertNever(error, 'refusal');
  }
}

const notOffered = () => new Refusal('policyNotFound', 'the region sets no such binding');
