import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { MigrationError, migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import * as schema from '#records-service/database/schema.ts';
import { Databases } from './databases.ts';
import { DATABASES } from './hall.ts';

const NAMES = MIGRATIONS.map((migration) => migration.name);
const apply = (database: OpenDatabase, migrations = MIGRATIONS) =>
  database.inScript((script) => migrate(script, migrations));
const rows = (database: OpenDatabase, sql: string) => database.inScript((script) => script.rows(sql, []));

describe.each(DATABASES)('migrations on %s', (kind) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await Databases.of(kind);
  });
  afterAll(() => databases.close());

  test('are applied once, and a second start changes nothing', async () => {
    const database = await databases.empty();
    expect(await apply(database)).toEqual(NAMES);
    const before = await rows(database, 'select name, sha256, applied_at::text as at from schema_migration');
    expect(await apply(database)).toEqual([]);
    expect(await rows(database, 'select name, sha256, applied_at::text as at from schema_migration')).toEqual(
      before,
    );
  });

  test('two services that start at once wait for each other', async () => {
    const services = await databases.connections(3);
    const applied = await Promise.all(services.map((database) => apply(database)));
    expect(applied.flat()).toEqual(NAMES);
  });

  test('whose text was changed after they were applied are refused', async () => {
    const database = await databases.empty();
    await apply(database);
    const tampered = MIGRATIONS.map((migration) => ({
      ...migration,
      sql: `${migration.sql}-- one more line`,
    }));
    await expect(apply(database, tampered)).rejects.toThrow(MigrationError);
    await expect(apply(database, tampered)).rejects.toThrow(/0001-records was applied with another text/);
  });

  test('of a newer program are refused by an older one', async () => {
    const database = await databases.empty();
    await apply(database, [...MIGRATIONS, { name: '9999-later', sql: 'create table later (id integer)' }]);
    await expect(apply(database)).rejects.toThrow(/has migration 9999-later, this program does not/);
  });

  test('leave nothing behind when one of them fails', async () => {
    const database = await databases.empty();
    const broken = [
      ...MIGRATIONS,
      { name: '9999-broken', sql: 'create table half (id integer); select 1/0' },
    ];
    await expect(apply(database, broken)).rejects.toThrow(/division by zero/);
    const tables = await rows(
      database,
      "select table_name from information_schema.tables where table_schema = 'public'",
    );
    expect(tables).toEqual([]);
    expect(await apply(database)).toEqual(NAMES);
  });

  test('bring a database of before the cards to date: its people, sessions and audit stay as they are', async () => {
    const database = await databases.empty();
    await apply(database, MIGRATIONS.slice(0, 1));
    await rows(
      database,
      `insert into person (citizen_number, name, sex, birth_date, sample)
       values ('999999198405120117', '张示丰', 'male', '1984-05-12', true)`,
    );
    await rows(database, `insert into terminal values ('999999-0001', '{}', true)`);
    await rows(
      database,
      `insert into session (token_sha256, person_id, terminal_id, opened_at, last_used_at, expires_at)
       values ('${'0'.repeat(64)}', 1, '999999-0001', now(), now(), now()),
              ('${'1'.repeat(64)}', null, '999999-0001', now(), now(), now())`,
    );
    await rows(
      database,
      `insert into audit_event (event, at, terminal_id, person_id, session_id, details)
       values ('sessionOpened', now(), '999999-0001', 1, 1, '{}')`,
    );
    const everything = async () => ({
      people: await rows(database, 'select * from person'),
      sessions: await rows(
        database,
        'select session_id::int, token_sha256, person_id::int, terminal_id, opened_at::text as at from session order by 1',
      ),
      audit: await rows(database, 'select row_to_json(audit_event)::text as row from audit_event'),
    });
    const before = await everything();
    expect(await apply(database)).toEqual(NAMES.slice(1));
    expect(await everything()).toEqual(before);
    expect(await rows(database, 'select pin_verified from session')).toEqual([
      { pin_verified: false },
      { pin_verified: false },
    ]);
    expect(await rows(database, 'select * from social_security_card')).toEqual([]);
    // From now on every session says whether there was a PIN.
    await expect(
      rows(
        database,
        `insert into session (token_sha256, terminal_id, opened_at, last_used_at, expires_at)
         values ('${'2'.repeat(64)}', '999999-0001', now(), now(), now())`,
      ),
    ).rejects.toThrow(/pin_verified.*not-null/);
  });

  describe('make exactly the tables that the queries know', () => {
    const tables = Object.values(schema).filter((entry) => is(entry, PgTable));
    let database: OpenDatabase;
    beforeAll(async () => {
      database = await databases.empty();
      await apply(database);
    });

    test('no table more or less', async () => {
      const made = await rows(
        database,
        // A partition is a part of its table.
        `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace
           and relkind in ('r', 'p') and not relispartition order by 1`,
      );
      expect(made.map((row) => row['name'])).toEqual(
        [...tables.map((table) => getTableConfig(table).name), 'schema_migration'].sort(),
      );
    });

    test.each(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)] as const))(
      '%s: columns, types, nulls, defaults and keys',
      async (name, known) => {
        const columns = await rows(
          database,
          `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable,
             attidentity <> '' as identity, atthasdef as has_default
           from pg_attribute where attrelid = '"${name}"'::regclass and attnum > 0 and not attisdropped order by attnum`,
        );
        expect(columns).toEqual(
          known.columns.map((column) => ({
            name: column.name,
            type: column.getSQLType(),
            nullable: !column.notNull,
            identity: column.generatedIdentity !== undefined,
            has_default: column.hasDefault && column.generatedIdentity === undefined,
          })),
        );
        const keys = await rows(
          database,
          `select constraint_type as type, string_agg(column_name, ',' order by ordinal_position) as columns
           from information_schema.table_constraints join information_schema.key_column_usage using (constraint_name, table_name)
           where table_name = '${name}' and constraint_type in ('PRIMARY KEY', 'UNIQUE')
           group by constraint_name, constraint_type`,
        );
        const columnsOf = (list: readonly { name: string }[]) => list.map((column) => column.name).join(',');
        const expected = [
          ...known.columns.filter((column) => column.primary).map((column) => `PRIMARY KEY ${column.name}`),
          ...known.primaryKeys.map((key) => `PRIMARY KEY ${columnsOf(key.columns)}`),
          ...known.columns.filter((column) => column.isUnique).map((column) => `UNIQUE ${column.name}`),
          ...known.uniqueConstraints.map((constraint) => `UNIQUE ${columnsOf(constraint.columns)}`),
        ];
        expect(keys.map((key) => `${key['type']} ${key['columns']}`).sort()).toEqual(expected.sort());
        const references = await rows(
          database,
          // Of a reference to a partitioned table each partition has a copy.
          `select string_agg(a.attname, ',' order by array_position(c.conkey, a.attnum)) as columns,
             c.confrelid::regclass::text as target from pg_constraint c
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
           where c.contype = 'f' and c.conparentid = 0 and c.conrelid = '"${name}"'::regclass
           group by c.oid, c.confrelid`,
        );
        expect(references.map((row) => `${row['columns']} ${row['target']}`).sort()).toEqual(
          known.foreignKeys
            .map((key) => key.reference())
            .map(({ columns: own, foreignTable }) => `${columnsOf(own)} ${getTableConfig(foreignTable).name}`)
            .sort(),
        );
      },
    );
  });

  describe('keep out what cannot be', () => {
    let database: OpenDatabase;
    beforeAll(async () => {
      database = await databases.empty();
      await apply(database);
      await rows(
        database,
        `insert into person (citizen_number, name, sex, birth_date, sample)
         values ('999999198405120117', '张示丰', 'male', '1984-05-12', true)`,
      );
    });
    const contribution = (values: string) =>
      `insert into contribution (person_id, for_month, line, paid_in_month, employer_id, kind, status, base_fen,
         personal_fen, employer_fen, to_account_fen, credited_on) values (1, ${values})`;

    const card = (values: string) => `insert into social_security_card values (${values})`;

    test.each([
      [
        'a thirteenth month',
        contribution("202613, 1, 202612, null, 'regular', 'credited', 1, 1, 1, 1, '2026-12-20'"),
      ],
      [
        'a kind nobody knows',
        contribution("202601, 1, 202601, null, 'gift', 'credited', 1, 1, 1, 1, '2026-01-20'"),
      ],
      [
        'credited without a day',
        contribution("202601, 1, 202601, null, 'regular', 'credited', 1, 1, 1, 1, null"),
      ],
      [
        'booked before it came',
        contribution("202601, 1, 202601, null, 'regular', 'inTransit', 1, 1, 1, 1, null"),
      ],
      ['owed and paid', contribution("202601, 1, 202601, null, 'regular', 'owed', 1, 1, 1, 0, null")],
      [
        'a month without a base',
        contribution("202601, 1, 202601, null, 'regular', 'credited', null, 1, 1, 1, '2026-01-20'"),
      ],
      [
        'a negative payment',
        contribution("202601, 1, 202601, null, 'regular', 'credited', 1, -1, 1, 1, '2026-01-20'"),
      ],
      ['a payout of nothing', "insert into account_payout values (1, 202601, 'pension', 0)"],
      [
        'a pension that does not add up',
        "insert into pension_payment values (1, 202601, 100, 50, 0, 0, 151, 'inTransit', null)",
      ],
      ['a second cut-off', "insert into data_cut_off values (false, '2026-10-31')"],
      ['a card number of ten characters', card(`'T900000141', '${'A'.repeat(32)}', 1, 'inUse'`)],
      ['a card number with small letters', card(`'t90000014', '${'A'.repeat(32)}', 1, 'inUse'`)],
      ['half an identification code', card("'T90000014', '999999D156000005', 1, 'inUse'")],
      ['a state of a card nobody knows', card(`'T90000014', '${'A'.repeat(32)}', 1, 'stolen'`)],
      ['a card of nobody', card(`'T90000014', '${'A'.repeat(32)}', null, 'inUse'`)],
      [
        'half a number',
        "insert into person (citizen_number, name, sex, birth_date, sample) values ('99999919840512', 'x', 'male', '1984-05-12', true)",
      ],
    ])('%s', async (_name, sql) => {
      await expect(rows(database, sql)).rejects.toThrow(/violates (check constraint|not-null constraint)/);
    });

    test('and no two cards with one number, or with one identification code', async () => {
      await rows(database, card(`'T90000014', '${'A'.repeat(32)}', 1, 'inUse'`));
      await rows(database, card(`'T90000022', '${'B'.repeat(32)}', 1, 'lost'`));
      for (const again of [`'T90000014', '${'C'.repeat(32)}'`, `'T90000031', '${'A'.repeat(32)}'`])
        await expect(rows(database, card(`${again}, 1, 'inUse'`))).rejects.toThrow(
          /violates unique constraint/,
        );
    });

    test('and let through what is right', async () => {
      await rows(
        database,
        contribution("202601, 1, 202601, null, 'regular', 'credited', 1, 1, 1, 1, '2026-01-20'"),
      );
      await rows(
        database,
        contribution("202601, 2, 202602, null, 'refund', 'credited', null, -1, -1, -1, '2026-02-20'"),
      );
    });
  });
});
