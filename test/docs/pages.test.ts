import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DaemonConfiguration } from '#device-daemon/config/schema.ts';
import { REFUSAL_STATUS } from '#device-daemon/server/admission.ts';
import { RecordsServiceFile } from '#records-service/config/schema.ts';
import { StaffCallErrorCode } from '#shared/protocol/assistance.ts';
import {
  ElectronicCardErrorCode,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import { AcknowledgeStatus, CompletionCode } from '#shared/protocol/header.ts';
import { SpeechErrorCode } from '#shared/protocol/speech.ts';
import { StatementPrintErrorCode } from '#shared/protocol/statements.ts';
import { UnavailableReason } from '#shared/protocol/states.ts';
import { RecordsErrorCode } from '#shared/records-api/common.ts';
import { apiDescriptions } from './api-descriptions.ts';
import { configurationPage } from './configuration-page.ts';
import { FAILURE_CODES, failureCodesPage } from './failure-codes.ts';
import { protocolPage, protocolSchema } from './protocol-page.ts';
import { RULES } from './rules.ts';
import { rulesPage } from './rules-page.ts';
import { staffDeskSchema } from './staff-desk-schema.ts';

const docs = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

/** `npm run docs` writes them anew. */
describe('is what the code says', () => {
  test('docs/protocol.md', () => expect(protocolPage()).toMatchFileSnapshot(docs('protocol.md')));
  test('docs/protocol.schema.json', () =>
    expect(protocolSchema()).toMatchFileSnapshot(docs('protocol.schema.json')));
  test('docs/staff-desk.schema.json', () =>
    expect(staffDeskSchema()).toMatchFileSnapshot(docs('staff-desk.schema.json')));
  test('docs/configuration.md', () =>
    expect(configurationPage(DaemonConfiguration, RecordsServiceFile)).toMatchFileSnapshot(
      docs('configuration.md'),
    ));
  test('records-service/api/openapi/descriptions.json', () =>
    expect(`${JSON.stringify(apiDescriptions(docs('..')), null, 2)}\n`).toMatchFileSnapshot(
      docs('../records-service/api/openapi/descriptions.json'),
    ));
  test('docs/failure-codes.md', () =>
    expect(failureCodesPage()).toMatchFileSnapshot(docs('failure-codes.md')));
  test('docs/rules.md', () => expect(rulesPage()).toMatchFileSnapshot(docs('rules.md')));
});

describe('docs/rules.md', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));

  test('has every file of rules', () => {
    const named = new Set(RULES.flatMap(({ files }) => files));
    const there = ['records-service/rules', 'shared/rules', 'shared/codes'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => `${folder}/${name}`),
    );
    expect(there.filter((file) => !named.has(file))).toEqual([]);
  });

  test.each(RULES)('$rule: its files and tests exist', ({ files, tests }) => {
    expect([...files, ...tests].filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

test('every code of every vocabulary has its row among the failure codes', () => {
  const codes = [
    ...IdentityCardErrorCode.options,
    ...SocialSecurityCardErrorCode.options,
    ...PinErrorCode.options,
    ...ElectronicCardErrorCode.options,
    ...StaffCallErrorCode.options,
    ...SpeechErrorCode.options,
    ...StatementPrintErrorCode.options,
    ...RecordsErrorCode.options,
    ...UnavailableReason.options,
    ...AcknowledgeStatus.options,
    ...CompletionCode.options.filter((code) => code !== 'success' && code !== 'commandErrorCode'),
    ...Object.keys(REFUSAL_STATUS),
  ];
  expect(codes.filter((code) => !FAILURE_CODES.includes(code))).toEqual([]);
});
