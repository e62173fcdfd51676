/** What schema.ts says of the tables, and what migrations/ made of them, as the database's own catalogue tells it. */
import { getTableName, is, sql } from "drizzle-orm";
import { getTableConfig, isPgEnum, PgDialect, PgTable, type PgEnum } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import * as schema from "../../src/storage/schema.js";
import { openBench } from "../harness.js";

const { database } = await openBench();
const dialect = new PgDialect();

const exported: readonly unknown[] = Object.values(schema);
const tables = exported.filter((each) => is(each, PgTable));
const enums = exported.filter((each): each is PgEnum<[string, ...string[]]> => isPgEnum(each));

async function rows<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return ((await database.queries.execute(query)) as { rows: Row[] }).rows;
}

it("has the tables of schema.ts, and no others", async () => {
  const found = await rows<{ name: string }>(sql`select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`);
  expect(found.map(({ name }) => name).filter((name) => !name.startsWith("__drizzle")).sort()).toEqual(tables.map(getTableName).sort());
});

it.each(enums.map((each) => [each.enumName, each.enumValues] as const))("has the values of the type %s, in their order", async (name, values) => {
  const found = await rows<{ value: string }>(sql`select enumlabel as value from pg_enum where enumtypid = ${name}::regtype order by enumsortorder`);
  expect(found.map(({ value }) => value)).toEqual(values);
});

describe.each(tables.map((table) => [getTableName(table), getTableConfig(table)] as const))("%s", (name, config) => {
  it("has the same columns: type, nullability, identity, and no default of the database's", async () => {
    const found = await rows<{ name: string; type: string; required: boolean; identity: string; default: boolean }>(sql`
      select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required, attidentity as identity, atthasdef as default
      from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped order by attnum`);
    expect(found).toEqual(
      config.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().replace("varchar", "character varying").replace("timestamp (", "timestamp("),
        required: column.notNull,
        identity: column.generatedIdentity?.type === "always" ? "a" : "",
        default: false,
      })),
    );
  });

  it("has the same keys and checks", async () => {
    const found = await rows<{ name: string; kind: string; text: string }>(sql`
      select conname as name, contype as kind, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = ${name}::regclass and contype in ('p', 'u', 'f', 'c')`);
    const list = (columns: readonly { name: string }[]) => columns.map((column) => column.name).join(", ");
    const expected = [
      `p: PRIMARY KEY (${list(config.columns.filter(({ primary }) => primary))})`,
      ...config.uniqueConstraints.map((unique) => `u ${String(unique.name)}: UNIQUE (${list(unique.columns)})`),
      ...config.foreignKeys.map((key) => {
        const { columns, foreignTable, foreignColumns } = key.reference();
        return `f: FOREIGN KEY (${list(columns)}) REFERENCES ${getTableName(foreignTable)}(${list(foreignColumns)})`;
      }),
      ...config.checks.map((check) => `c ${check.name}: CHECK ((${dialect.sqlToQuery(check.value).sql.replaceAll(/"\w+"\."(\w+)"/g, "$1")}))`),
    ];
    // Names of primary and foreign keys are of no use to anyone.
    expect(found.map(({ name: key, kind, text }) => `${kind === "u" || kind === "c" ? `${kind} ${key}` : kind}: ${text}`).sort()).toEqual(expected.sort());
  });

  it("has the same indexes: columns and their direction", async () => {
    const found = await rows<{ text: string }>(sql`
      select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = ${name}::regclass
      and not exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid)`);
    const expected = config.indexes.map(({ config: index }) => {
      const columns = index.columns.map((column) => ("indexConfig" in column ? `${String(column.name)}${column.indexConfig.order === "desc" ? " DESC" : ""}` : "an expression"));
      return `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${String(index.name)} USING ${index.method ?? "btree"} (${columns.join(", ")})`;
    });
    expect(found.map(({ text }) => text.replace(/ ON \S+/, "")).sort()).toEqual(expected.sort());
  });
});

it.each(["instances", "instance_actions", "instance_actions_events"])("keeps every column of %s when it is archived", async (name) => {
  const columnsOf = async (table: string) =>
    await rows(sql`select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute where attrelid = ${table}::regclass and attnum > 0 order by attnum`);
  expect(await columnsOf(`shadow_${name}`)).toEqual(await columnsOf(name));
});
