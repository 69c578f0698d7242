import { createHash } from 'node:crypto';
import { assertNever } from '#shared/result.ts';
import type { Verification } from '../services/statements/verification.ts';

const STYLE =
  'body{font-family:sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;line-height:1.6}dt{color:#555}dd{margin:0 0 .6rem}';

/** Nothing but this one style block runs or loads. */
export const VERIFICATION_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Where the QR of a statement leads, for a phone of any age: one page, no script. */
export function verificationPage(answer: Verification): string {
  const { title, titleInEnglish, facts } = content(answer);
  const list = facts
    .map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('');
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1><p lang="en">${escapeHtml(titleInEnglish)}</p><dl>${list}</dl></body></html>
`;
}

interface PageContent {
  readonly title: string;
  readonly titleInEnglish: string;
  readonly facts: readonly (readonly [term: string, value: string])[];
}

function content(answer: Verification): PageContent {
  switch (answer.state) {
    case 'valid':
      return {
        title: answer.sample ? '记录单有效（样张，仅供演示）' : '记录单有效',
        titleInEnglish: answer.sample ? 'Genuine (sample, for demonstration only)' : 'Genuine',
        facts: [
          ['种类 Kind', kindName(answer.kind)],
          ['姓名 Name', answer.maskedName],
          ['出具日期 Issued', answer.issuedOn],
          ['验证有效期至 Verifiable until', answer.verifiableUntil],
          ['摘要（请与纸上核对） Digest, compare with the paper', answer.digest],
        ],
      };
    case 'expired':
      return {
        title: '记录单已过验证期',
        titleInEnglish: 'Issued by us, but too old to be verified',
        facts: [
          ['种类 Kind', kindName(answer.kind)],
          ['出具日期 Issued', answer.issuedOn],
          ['验证有效期至 Verifiable until', answer.verifiableUntil],
        ],
      };
    case 'unknown':
      return { title: '查无此记录单', titleInEnglish: 'No such statement', facts: [] };
    default:
      return assertNever(answer, 'verification');
  }
}

function kindName(kind: Exclude<Verification, { state: 'unknown' }>['kind']): string {
  switch (kind) {
    case 'pensionAccount':
      return '养老保险个人账户记录单 Pension account statement';
    default:
      return assertNever(kind, 'statement kind');
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
