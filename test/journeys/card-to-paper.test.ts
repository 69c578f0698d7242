import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { maskName } from '#shared/identity/mask.ts';
import { formatFen, formatFenPlain } from '#shared/money/fen.ts';
import { type Hall, SIZES, type Size, useHall } from './hall.ts';

const hall = useHall(18400);
afterEach(() => hall().tidy());

const citizenOf = (key: string) => {
  const citizen = SAMPLE_CITIZENS.find((candidate) => candidate.key === key);
  if (citizen === undefined) throw new Error(`no sample citizen ${key}`);
  return citizen;
};

/** The contribution rows of a citizen, asked of the database itself. */
async function contributionsOf({ database }: Hall, number: string) {
  const { rows } = await database.query(
    `select for_month / 100 || '-' || lpad((for_month % 100)::text, 2, '0') as month, base_fen, personal_fen, employer_fen, to_account_fen, credited_on::text
     from contribution join person using (person_id) where citizen_number = $1 order by for_month, line`,
    [number],
  );
  return rows as {
    month: string;
    base_fen: string;
    personal_fen: string;
    employer_fen: string;
    to_account_fen: string;
    credited_on: string;
  }[];
}

describe.each(Object.keys(SIZES) as Size[])('on a %s screen a citizen', (size) => {
  test('lays a card down, reads the pension, and leaves with a statement of the very figures in the database', async () => {
    const { key, name, number } = citizenOf('in-work');
    const screen = await hall().screen(size);

    await hall().layCard(key);
    await screen.shows('pension');
    await screen.page.getByText(maskName(name)).waitFor();

    await screen.touch('contributions');
    await screen.shows('contributions');
    const rows = await contributionsOf(hall(), number);
    const latest = rows.at(-1)!;
    await screen.page.getByText(latest.month).first().waitFor();
    expect(await screen.text()).not.toContain(formatFen(Number(latest.base_fen)));
    await screen.touch('show-figures');
    await screen.page
      .getByText(formatFen(Number(latest.base_fen)))
      .first()
      .waitFor();
    await screen.touch('next-page');
    await screen.touch('back');

    await screen.touch('account-years');
    await screen.shows('accountYears');
    await screen.touch('back');

    await screen.touch('statement');
    await screen.shows('statementPreview');
    await screen.touch('print');
    await screen.shows('takePaper');

    const papers = await hall().printed();
    const paper = await hall().lastPaper();
    expect(paper).toContain(`社会保障号码 ${number} 险种类型 企业职工基本养老保险`);
    expect(paper).toContain(`姓名 ${name} 性别 男`);
    for (const row of rows.slice(-12)) {
      const amounts = [row.base_fen, row.employer_fen, row.personal_fen, row.to_account_fen].map((fen) =>
        formatFenPlain(Number(fen)),
      );
      expect(paper).toContain(`${row.month} 1 正常缴费 ${amounts.join(' ')} ${row.credited_on} 已到账`);
    }
    const thisYear = rows.filter(({ month }) => month.startsWith('2026'));
    const principal = formatFenPlain(thisYear.reduce((sum, row) => sum + Number(row.to_account_fen), 0));
    expect(paper.some((line) => line.startsWith('2026') && line.split(' ').includes(principal))).toBe(true);

    await hall().bench('DELETE', `/printer/output/${papers.at(-1)!.n}`);
    await screen.shows('takeCard');
    await hall().liftCard();
    await screen.shows('goodbye');
    await screen.shows('attract');
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
});

test('the number can be hidden on the paper', async () => {
  const { key, number } = citizenOf('gaps');
  const screen = await hall().screen('portrait');
  await hall().layCard(key);
  await screen.shows('pension');
  await screen.touch('statement');
  await screen.touch('hide-number');
  await screen.touch('print');
  await screen.shows('takePaper');
  const paper = (await hall().lastPaper()).join('\n');
  expect(paper).not.toContain(number);
  expect(paper).toContain(number.slice(-4));
  await screen.close();
});

test('a real person’s whole number asks for a password that the kiosk cannot take: covered, it is printed', async () => {
  await hall().database.query('update person set sample = false where citizen_number = $1', [
    citizenOf('in-work').number,
  ]);
  const screen = await hall().screen('portrait');
  await hall().layCard('in-work');
  await screen.shows('pension');
  await screen.touch('statement');
  await screen.touch('print');
  await screen.shows('printFailed');
  expect(await screen.text()).toContain('证件号打码');
  await screen.touch('back');
  await screen.touch('hide-number');
  await screen.touch('print');
  await screen.shows('takePaper');
  expect((await hall().lastPaper()).join('\n')).toContain('社会保险');
  expect(screen.complaints).toEqual([]);
  await screen.close();
  await hall().database.query('update person set sample = true where citizen_number = $1', [
    citizenOf('in-work').number,
  ]);
});

test('citizens of every kind get the screen of their own story', async () => {
  const screen = await hall().screen('portrait');
  for (const key of [
    'retired',
    'resident',
    'nobody-on-file',
    'rare-characters',
    'long-name',
    'arrears',
    'just-started',
  ]) {
    await hall().layCard(key);
    await screen.shows(key === 'nobody-on-file' ? 'notOnFile' : 'pension');
    await hall().liftCard();
    await screen.shows('attract');
  }
  expect(screen.complaints).toEqual([]);
  await screen.close();
});
