import { renderSVG } from 'uqr';
import { formatFenPlain } from '#shared/money/fen.ts';
import type {
  AccountYear,
  Contribution,
  ContributionKind,
  ContributionStatus,
  ParticipationState,
  PensionScheme,
} from '#shared/records-api/pension.ts';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { chinaDate, chinaDateTime } from '#shared/time/calendar.ts';

interface Column {
  /** A line feed where the header breaks. */
  readonly title: string;
  /** A key of `widths` in the template. */
  readonly width: 'month' | 'short' | 'kind' | 'amount' | 'date' | 'status' | 'year' | 'months' | 'rate';
  /** Amounts stand to the right, so that their points form a column. */
  readonly right: boolean;
}

interface TableView {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Stands in place of a table without rows. */
  readonly none: string;
}

/** The words and figures of one paper, ready to be set: the template adds nothing and calculates nothing. */
export interface StatementView {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly issuer: string;
  /** Ties the following pages to the first. */
  readonly name: string;
  readonly number: string;
  readonly code: string;
  readonly verifiableUntil: string;
  readonly qr: string;
  readonly qrDescription: string;
  readonly printing: string | null;
  readonly sample: boolean;
  readonly headings: { readonly basics: string; readonly recent: string; readonly years: string };
  /** Rows of `label, value` or `label, value, label, value`. */
  readonly basics: readonly (readonly string[])[];
  readonly recent: TableView & { readonly employers: readonly (readonly [mark: string, name: string])[] };
  readonly years: TableView;
  readonly notes: readonly string[];
  readonly seal: string;
  readonly issuedOn: string;
  readonly cutOff: string;
  readonly printedAt: string;
  readonly terminal: string;
  readonly digest: string;
}

const TITLE = '养老保险个人账户对账单';
const NOTHING = '—';

export function statementView(statement: PensionAccountStatement): StatementView {
  const { person } = statement;
  const employers = employerMarks(statement.recentContributions);
  return {
    title: TITLE,
    subtitle: SCHEME_NAMES[person.scheme],
    description: `${SCHEME_NAMES[person.scheme]}个人账户对账单，数据统计截止至${chineseDate(statement.dataCutOff)}`,
    issuer: statement.issuer,
    name: person.name,
    number: statement.number,
    code: statement.verificationCode.replace(/(.{4})(?=.)/g, '$1 '),
    verifiableUntil: chineseDate(statement.verifiableUntil),
    qr: renderSVG(statement.verificationUrl, { border: 0, ecc: 'M' }),
    qrDescription: '二维码：核验本单真伪的网址，不含个人信息',
    printing: statement.printing > 1 ? `第 ${statement.printing} 次打印` : null,
    sample: statement.sample,
    headings: { basics: '一、基本信息', recent: '二、最近十二个月缴费情况', years: '三、历年个人账户情况' },
    basics: basics(statement),
    recent: {
      ...recentTable(person.scheme, statement.recentContributions, employers),
      employers: [...employers].map(([name, mark]) => [mark, name] as const),
    },
    years: yearsTable(statement.years),
    notes: notes(statement),
    seal: statement.sample ? '样张\n不盖章' : '凭校验码核验\n不另盖章',
    issuedOn: chineseDate(chinaDate(statement.issuedAt)),
    cutOff: chineseDate(statement.dataCutOff),
    printedAt: chinaDateTime(statement.issuedAt),
    terminal: `${statement.number.slice(0, 6)}-${statement.number.slice(6, 10)}`,
    digest: statement.digest,
  };
}

function basics({ person, years }: PensionAccountStatement): string[][] {
  const balance = years.at(-1);
  const rows = [
    ['姓名', person.name, '性别', person.sex === 'male' ? '男' : '女'],
    ['社会保障号码', person.number, '险种类型', SCHEME_NAMES[person.scheme]],
    ['参保状态', PARTICIPATION_NAMES[person.participation], '首次缴费年月', chineseMonth(person.firstMonth)],
    [
      '累计缴费月数',
      `${person.paidMonths} 个月`,
      '个人账户累计储存额',
      balance === undefined ? NOTHING : formatFenPlain(balance.closingFen),
    ],
  ];
  if (person.employerName !== null) rows.push(['单位名称', person.employerName]);
  return rows;
}

/** Names are long and months are many: the table carries a number, the list under it the name. */
function employerMarks(contributions: readonly Contribution[]): Map<string, string> {
  const marks = new Map<string, string>();
  for (const { employerName } of contributions) {
    if (employerName !== '' && !marks.has(employerName)) marks.set(employerName, String(marks.size + 1));
  }
  return marks;
}

function recentTable(
  scheme: PensionScheme,
  contributions: readonly Contribution[],
  employers: ReadonlyMap<string, string>,
): TableView {
  const none = '截止日前无缴费记录。';
  const common = (row: Contribution) => [row.creditedOn ?? NOTHING, STATUS_NAMES[row.status]];
  switch (scheme) {
    case 'enterpriseEmployee':
      return {
        none,
        columns: [
          text('费款\n所属期', 'month'),
          text('单位', 'short'),
          text('缴费类型', 'kind'),
          amount('缴费基数'),
          amount('单位缴费'),
          amount('个人缴费'),
          amount('记入\n个人账户'),
          text('到账日期', 'date'),
          text('到账情况', 'status'),
        ],
        rows: contributions.map((row) => [
          row.forMonth,
          employers.get(row.employerName) ?? NOTHING,
          KIND_NAMES[row.kind],
          row.baseFen === null ? NOTHING : formatFenPlain(row.baseFen),
          formatFenPlain(row.employerFen),
          formatFenPlain(row.personalFen),
          formatFenPlain(row.toAccountFen),
          ...common(row),
        ]),
      };
    case 'resident':
      // Residents have no employer and no base: they choose a yearly amount.
      return {
        none,
        columns: [
          text('费款\n所属期', 'month'),
          text('缴费类型', 'kind'),
          amount('个人缴费'),
          amount('记入\n个人账户'),
          text('到账日期', 'date'),
          text('到账情况', 'status'),
        ],
        rows: contributions.map((row) => [
          row.forMonth,
          KIND_NAMES[row.kind],
          formatFenPlain(row.personalFen),
          formatFenPlain(row.toAccountFen),
          ...common(row),
        ]),
      };
  }
}

function yearsTable(years: readonly AccountYear[]): TableView {
  return {
    none: '尚未建立个人账户。',
    columns: [
      text('年度', 'year'),
      text('缴费\n月数', 'months'),
      amount('上年末\n累计储存额'),
      amount('上年末储存额\n本年利息'),
      amount('本年\n记入本金'),
      amount('本年\n本金利息'),
      amount('本年支付'),
      amount('本年末\n累计储存额'),
      { title: '记账利率\n（%）', width: 'rate', right: true },
    ],
    rows: years.map((year) => [
      `${year.year}${year.provisional ? PROVISIONAL_MARK : ''}`,
      String(year.months),
      formatFenPlain(year.openingFen),
      formatFenPlain(year.interestOnOpeningFen),
      formatFenPlain(year.principalFen),
      formatFenPlain(year.interestOnYearFen),
      formatFenPlain(year.paidOutFen),
      formatFenPlain(year.closingFen),
      // Hundredths of a per cent read like fen: 262 → 2.62.
      formatFenPlain(year.rateBasisPoints),
    ]),
  };
}

const PROVISIONAL_MARK = '＊';

function notes(statement: PensionAccountStatement): string[] {
  const lines = [
    '本单供参保人员核对个人权益，不作为待遇计发凭证。如有疑问，请持本人有效证件到参保地社会保险经办机构核实。',
    '本年末累计储存额＝上年末累计储存额＋上年末储存额本年利息＋本年记入本金＋本年本金利息－本年支付。',
  ];
  if (statement.years.some((year) => year.provisional)) {
    lines.push(`带“${PROVISIONAL_MARK}”的年度记账利率尚未公布，利息按最近一次公布的利率暂计。`);
  }
  if (statement.recentContributions.some((row) => row.status === 'owed' || row.status === 'partlyCredited')) {
    lines.push('“欠缴”“部分到账”的月份补足之前不计入累计缴费月数。');
  }
  if (statement.sample) lines.push('本单为演示样张，所载人员、单位与数据均为虚构。');
  return lines;
}

const text = (title: string, width: Column['width']): Column => ({ title, width, right: false });
const amount = (title: string): Column => ({ title, width: 'amount', right: true });

const SCHEME_NAMES: Record<PensionScheme, string> = {
  enterpriseEmployee: '企业职工基本养老保险',
  resident: '城乡居民基本养老保险',
};

const PARTICIPATION_NAMES: Record<ParticipationState, string> = {
  contributing: '参保缴费',
  contributionPaused: '暂停缴费（中断）',
  drawingPension: '待遇领取',
  pensionPaused: '待遇暂停',
  ended: '终止缴费',
};

const KIND_NAMES: Record<ContributionKind, string> = {
  regular: '正常缴费',
  refund: '退费',
  madeUpAfterBreak: '中断补缴',
  madeUpLumpSum: '一次性补缴',
  baseAdjustment: '基数调整',
  transferredIn: '转入',
  flexibleWorker: '灵活就业',
  residentOwn: '个人缴费',
  residentSubsidy: '政府补贴',
};

const STATUS_NAMES: Record<ContributionStatus, string> = {
  credited: '已到账',
  inTransit: '在途',
  partlyCredited: '部分到账',
  owed: '欠缴',
};

function chineseDate(isoDate: string): string {
  return `${isoDate.slice(0, 4)}年${Number(isoDate.slice(5, 7))}月${Number(isoDate.slice(8, 10))}日`;
}

function chineseMonth(month: string | null): string {
  return month === null ? NOTHING : `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}
