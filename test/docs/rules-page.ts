import { POLICY_CATALOGUE, type PolicyName } from '#records-service/policy-packs/catalogue.ts';
import type { PolicyPack } from '#records-service/policy-packs/policy-pack.ts';
import { RULES } from './rules.ts';

/** How sure a pack's figures are, in the order in which one would trust them. */
const CONFIDENCE = {
  officialText: 'official text',
  onePublicSource: 'one public source',
  unconfirmed: 'unconfirmed',
  invented: 'invented',
} as const satisfies Record<PolicyPack<object>['confidence'], string>;

const PLACES: Readonly<Record<string, string>> = {
  '000000': 'whole country',
  '110000': '北京',
  '210100': '沈阳',
  '211100': '盘锦',
  '220000': '吉林',
  '220100': '长春',
  '230100': '哈尔滨',
  '310000': '上海',
  '320500': '苏州',
  '340100': '合肥',
  '420100': '武汉',
  '440000': '广东',
  '440300': '深圳',
  '630000': '青海',
  '999999': 'demo region',
};

/** docs/rules.md: every rule with its formula, source, file and test, and every pack that there is. */
export function rulesPage(): string {
  const rules = RULES.map(
    ({ rule, formula, source, files, tests }) =>
      `| ${rule} | ${formula} | ${source} | ${paths(files)} | ${paths(tests)} |`,
  );
  const packs = (Object.entries(POLICY_CATALOGUE) as [PolicyName, readonly PolicyPack<object>[]][]).map(
    ([name, ofName]) => `### \`${name}\`\n\n${PACK_HEAD}\n${rowsOf(ofName).join('\n')}\n`,
  );
  return `# Rules and policy packs

<!-- Made from the packs and test/docs/rules.ts by \`npm run docs\`; a test fails when it is out of date. -->

A **rule** is a pure function: figures in, figures out, no clock, no database. A **pack** holds what law or a region sets – rates, lines,
limits, deadlines, calendars – with region, first and last day, document, source and how sure it is. Rules take their figures from
packs and hold none; \`records-service/policy-packs/no-figures-in-code.test.ts\` looks for any that crept into rules, services or routes.

The pack of a county is its own, else its city's, its province's, the country's. A region without a pack gets no figures: the answer
says \`policyNotFound\`, and a year whose holidays are not published is not guessed. Every answer names the packs that it used
(\`policies\`); \`GET /v1/policies?region=…&date=…\` lists all that hold for a place on a day, with their figures.

To add one, write it into the file of its kind under \`records-service/policy-packs/\`; the first day of the new pack is the day after the
last of the old one. \`policy-pack.test.ts\` checks form, units, order, and that nothing invented leaves the demo region.

## Rules

| rule | formula | source | file | test |
|---|---|---|---|---|
${rules.join('\n')}

## Packs

Rows of the demo region (\`999999\`) are invented and stand for no place. \`unconfirmed\` figures need a look into the document before a
region uses them.

${packs.join('\n')}`;
}

const paths = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join('<br>');

const PACK_HEAD = '| region | from | to | document | how sure | note |\n|---|---|---|---|---|---|';

/** Packs of one region that follow each other under documents of one kind are one row. */
function rowsOf(packs: readonly PolicyPack<object>[]): string[] {
  const groups: { first: PolicyPack<object>; last: PolicyPack<object>; count: number }[] = [];
  for (const pack of packs) {
    const open = groups.at(-1);
    const continues =
      open !== undefined &&
      open.last.region === pack.region &&
      open.last.confidence === pack.confidence &&
      withoutYear(open.last.document) === withoutYear(pack.document);
    if (continues) groups[groups.length - 1] = { ...open, last: pack, count: open.count + 1 };
    else groups.push({ first: pack, last: pack, count: 1 });
  }
  return groups.map(({ first, last, count }) => {
    const place = PLACES[first.region];
    if (place === undefined) throw new Error(`test/docs/rules-page.ts names no place for ${first.region}`);
    const document = count === 1 ? first.document : `${first.document} … (${count} packs)`;
    return `| ${first.region} ${place} | ${first.effectiveFrom} | ${last.effectiveTo ?? '–'} | ${document} | ${CONFIDENCE[first.confidence]} | ${first.note ?? ''} |`;
  });
}

const withoutYear = (document: string): string => document.replace(/\b(19|20)\d{2}\b/g, '');
