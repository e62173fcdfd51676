import { describe, expect, it } from "vitest";
import { clockOfStatement, writtenRecord } from "../../src/policy/statement.js";

/** `column: placeholders` of what a statement writes, after its table. */
function written(text: string): readonly string[] | null {
  const record = writtenRecord(text);
  return record === null ? null : [record.table, ...record.columns.map(({ name, placeholders }) => `${name}: ${placeholders.join()}`)];
}

describe("writtenRecord", () => {
  it.each([
    ["INSERT INTO actions (id, at) VALUES ($1, $2)", ["actions", "id: 1", "at: 2"]],
    ["insert into `shop`.`actions` (`id`, `at`) values (?, ?)", ["actions", "id: 1", "at: 2"]],
    ['INSERT INTO public."Actions" ("id", "at") VALUES (@id, :at)', ["actions", "id: id", "at: at"]],
    ["INSERT INTO actions (id, at) VALUES ($1, coalesce($2, now())) RETURNING id", ["actions", "id: 1", "at: 2"]],
    ["INSERT INTO actions (id, note) VALUES ($1, 'a, (b) ''c''')", ["actions", "id: 1", "note: "]],
    ["INSERT INTO actions (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET at = $2", ["actions", "id: 1", "at: 2"]],
    ["INSERT INTO actions (id) VALUES (?) ON DUPLICATE KEY UPDATE at = ?", ["actions", "id: 1", "at: 2"]],
    ["UPDATE actions SET at = $2, note = $3 WHERE id = $1", ["actions", "at: 2", "note: 3"]],
    ["UPDATE ONLY actions AS a SET a.at = $1::timestamptz FROM runs WHERE runs.id = a.id", ["actions", "at: 1"]],
    ["-- when\nUPDATE actions SET at = ? /* by whom */ WHERE id = ?", ["actions", "at: 1"]],
    ["UPDATE actions SET at = %s WHERE id = %s", ["actions", "at: 1"]],
    ["INSERT INTO actions VALUES ($1, $2)", null],
    ["INSERT INTO actions (id) SELECT id FROM runs", null],
    ["SELECT at FROM actions WHERE id = $1", null],
    ["DELETE FROM actions", null],
    ["update of the weather", null],
    ["", null],
  ])("%s", (text, expected) => {
    expect(written(text)).toEqual(expected);
  });
});

describe("clockOfStatement", () => {
  it.each(["now()", "NOW( )", "CURRENT_TIMESTAMP", "current_timestamp(3)", "clock_timestamp()", "datetime('now')", "GETUTCDATE()", "now() - interval '1 day'", "SYSDATE"])("%s is the database's clock", (clock) => {
    expect(clockOfStatement(`UPDATE actions SET at = ${clock} WHERE id = $1`)).toBe("database-clock");
  });
  it.each(["$1", "coalesce($1, now())", "'now()'", "nowhere", "known(at)", '"now"'])("%s is not, or not alone", (clock) => {
    expect(clockOfStatement(`UPDATE actions SET at = ${clock} WHERE id = $2 AND at < now()`)).toBeNull();
  });
});
