import {
  QueryPasswordChange,
  QueryPasswordState,
  QueryPasswordVerification,
} from '#shared/records-api/query-password.ts';
import { assertNever, type Result } from '#shared/result.ts';
import type {
  QueryPasswordHolder,
  QueryPasswordRefusal,
} from '../../services/query-password/query-passwords.ts';
import { Refusal } from '../errors.ts';
import { personRoute } from '../route.ts';
import type { ServiceParts } from '../service-parts.ts';

/*
 * No `writeRoute`s: those keep a SHA-256 of what was asked, and of six digits that tells the digits. A repeat of such a
 * call is known by what is stored (services/query-password).
 */

const success = { status: 200, description: 'How things stand now', schema: QueryPasswordState } as const;

export const queryPassword = personRoute({
  method: 'GET',
  path: '/v1/query-password',
  summary: 'Whether a query password is set, how often it can be tried today, where it is unlocked',
  success,
  answer: ({ person, parts }) => parts.queryPasswords.state(person),
});

export const setQueryPassword = personRoute({
  method: 'PUT',
  path: '/v1/query-password',
  summary: 'Set the first query password, or another in place of the one that is set',
  body: QueryPasswordChange,
  success,
  errors: [
    'queryPasswordNeedsCard',
    'queryPasswordNotSet',
    'queryPasswordAlreadySet',
    'queryPasswordTooSimple',
    'queryPasswordWrong',
    'queryPasswordLocked',
  ],
  answer: async ({ person, parts, body }) => stateAfter(parts, await parts.queryPasswords.set(person, body)),
});

export const verifyQueryPassword = personRoute({
  method: 'POST',
  path: '/v1/query-password/verification',
  summary: 'Enter the query password; until its end the session may then ask for what needs it',
  body: QueryPasswordVerification,
  success,
  errors: ['queryPasswordNotSet', 'queryPasswordWrong', 'queryPasswordLocked'],
  answer: async ({ person, parts, body }) =>
    stateAfter(parts, await parts.queryPasswords.verify(person, body.password)),
});

function stateAfter(
  { queryPasswords }: ServiceParts,
  outcome: Result<QueryPasswordHolder, QueryPasswordRefusal>,
): Promise<QueryPasswordState> {
  if (outcome.ok) return queryPasswords.state(outcome.value);
  const refused = outcome.error;
  switch (refused.code) {
    case 'queryPasswordNotSet':
      throw new Refusal(refused.code, 'no query password is set');
    case 'queryPasswordAlreadySet':
      throw new Refusal(refused.code, 'oldPassword: one is set, so it has to be given');
    case 'queryPasswordNeedsCard':
      throw new Refusal(
        refused.code,
        'the first is set with an identity card, or a social-security card and its PIN',
      );
    case 'queryPasswordTooSimple':
      throw new Refusal(refused.code, `newPassword: ${refused.fault}`, { details: { fault: refused.fault } });
    case 'queryPasswordWrong':
    case 'queryPasswordLocked':
      throw new Refusal(refused.code, `${refused.tries.left} tries are left today`, {
        details: { tries: refused.tries },
        // A wrong one has an event of its own; one that was not even looked at has not.
        onRecord: refused.code === 'queryPasswordWrong',
      });
    default:
      return assertNever(refused, 'refusal');
  }
}
