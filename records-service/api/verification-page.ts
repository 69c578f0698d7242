import { createHash } from 'node:crypto';
import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { assertNever } from '#shared/result.ts';
import type { Verification } from '../services/statements/verification.ts';
import { VERIFICATION_STYLE } from './verification-style.ts';

/** Nothing but this one style block is loaded, nothing runs, and the form leads to this service alone. */
export const VERIFICATION_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(VERIFICATION_STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`;

/** Where number and code are typed. The paper has them beside its QR. */
export const verificationFormPage = (issuer: string): string =>
  page(issuer, '查验记录单', `${FORM_LEAD}${form('查验')}`);

/** What may be said about a paper. */
export function verificationPage(issuer: string, answer: Verification): string {
  const { title } = content(answer);
  return page(issuer, title, `${verdict(content(answer))}${again()}`);
}

/** A damaged QR, mistyped digits, too many tries, a service that cannot: in words for whoever holds the paper. */
export function problemPage(issuer: string, code: RecordsErrorCode): string {
  const problem = problemContent(code);
  return page(issuer, problem.title, `${verdict(problem)}${again()}`);
}

interface Verdict {
  readonly tone: 'good' | 'doubtful' | 'bad';
  readonly title: string;
  readonly titleInEnglish: string;
  readonly advice: string;
  readonly facts: readonly (readonly [term: string, inEnglish: string, value: string])[];
}

function content(answer: Verification): Verdict {
  switch (answer.state) {
    case 'valid':
      return {
        tone: 'good',
        title: answer.sample ? '记录单有效（样张，仅供演示）' : '记录单有效',
        titleInEnglish: answer.sample ? 'Genuine (sample, for demonstration only)' : 'Genuine',
        advice: '请将以下各项与纸上内容逐一核对，有一项不一致，请勿采信。',
        facts: [
          ['种类', 'Kind', kindName(answer.kind)],
          ['姓名', 'Name', answer.maskedName],
          ['出具日期', 'Issued', answer.issuedOn],
          ['验证有效期至', 'Verifiable until', answer.verifiableUntil],
          ['摘要', 'Digest', answer.digest],
        ],
      };
    case 'expired':
      return {
        tone: 'doubtful',
        title: '记录单已过验证期',
        titleInEnglish: 'Issued by us, but too old to be verified',
        advice: '该记录单由本机构出具，但已超过查验期限。请本人到自助服务终端重新打印。',
        facts: [
          ['种类', 'Kind', kindName(answer.kind)],
          ['出具日期', 'Issued', answer.issuedOn],
          ['验证有效期至', 'Verifiable until', answer.verifiableUntil],
        ],
      };
    case 'unknown':
      return {
        tone: 'bad',
        title: '查无此记录单',
        titleInEnglish: 'No such statement',
        advice: '编号和验证码与本机构出具的记录单不符。请核对后重新输入；仍不符的，请勿采信。',
        facts: [],
      };
    default:
      return assertNever(answer, 'verification');
  }
}

function problemContent(code: RecordsErrorCode): Verdict {
  if (code === 'tooManyTries')
    return {
      tone: 'doubtful',
      title: '查验次数过多',
      titleInEnglish: 'Too many tries',
      advice: '这个编号或这个网络已多次输入不符的内容，暂停查验。请稍后或明天再试，也可拨打 12333 咨询。',
      facts: [],
    };
  if (code === 'recordsUnavailable' || code === 'internalError')
    return {
      tone: 'doubtful',
      title: '暂时无法查验',
      titleInEnglish: 'Not possible at the moment',
      advice: '系统暂时无法查询，这不表示记录单有问题。请过几分钟再试。',
      facts: [],
    };
  return {
    tone: 'doubtful',
    title: '没有读到完整的编号和验证码',
    titleInEnglish: 'Number or code is not complete',
    advice: '二维码可能破损，或输入有遗漏。请照纸上二维码旁的编号（25 位数字）和验证码（16 位）输入。',
    facts: [],
  };
}

function kindName(kind: Exclude<Verification, { state: 'unknown' }>['kind']): string {
  switch (kind) {
    case 'pensionAccount':
      return '养老保险个人账户记录单';
    default:
      return assertNever(kind, 'statement kind');
  }
}

const SIGNS = { good: '✓', doubtful: '!', bad: '✕' } as const;

function verdict({ tone, title, titleInEnglish, advice, facts }: Verdict): string {
  const list = facts
    .map(
      ([term, inEnglish, value]) =>
        `<div><dt>${escapeHtml(term)} <span lang="en">${escapeHtml(inEnglish)}</span></dt><dd>${escapeHtml(value)}</dd></div>`,
    )
    .join('');
  return `<section class="verdict ${tone}" role="status"><p class="sign" aria-hidden="true">${SIGNS[tone]}</p><div><h1>${escapeHtml(title)}</h1><p lang="en">${escapeHtml(titleInEnglish)}</p></div></section>
<p class="advice">${escapeHtml(advice)}</p>${list === '' ? '' : `<dl>${list}</dl>`}`;
}

const FORM_LEAD =
  '<h1>查验记录单</h1><p lang="en" class="second">Verify a statement</p><p class="advice">请输入纸上二维码旁的编号和验证码，核实记录单是否由本机构出具。</p>';

/** By POST, so that number and code stay out of addresses, histories and the logs of proxies. */
const form = (action: string): string => `<form method="post" action="/verify">
<label for="number">编号 <span>25 位数字，空格可不输</span></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" required maxlength="60">
<label for="code">验证码 <span>16 位数字和字母，不分大小写</span></label>
<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="40">
<button>${action}</button></form>`;

const again = (): string => `<section class="again"><h2>查验另一份</h2>${form('查验')}</section>`;

const page = (issuer: string, title: string, main: string): string => `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${VERIFICATION_STYLE}</style></head>
<body><header>${escapeHtml(issuer)}</header><main>${main}</main>
<footer>本页只核实记录单是否由本机构出具，不会要求您提供身份证号码、密码或付款。</footer></body></html>
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
