/** The table of README.md: every test of Nova's that is about this interface is in it, and every test of ours that it names is here. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const NOVA = [
  "test_list_actions", "test_get_action_with_events_allowed", "test_get_action_with_events_not_allowed", "test_action_not_found", "test_index_instance_not_found", "test_show_instance_not_found",
  "test_get_action_with_invalid_marker", "test_get_action_with_invalid_limit", "test_get_action_with_invalid_change_since", "test_get_action_with_invalid_params", "test_get_action_with_multi_params",
  "test_get_action_with_events_project_id_none", "test_get_action_with_invalid_changes_before", "test_get_action_with_changes_since_and_changes_before", "test_instance_actions_filters_with_distinct_changes_time_bad_request",
  "test_get_action_with_changes_before_old_microversion", "test_show_action_with_details", "test_show_action_with_details_old_microversion",
  "test_index_instance_action_policy", "test_show_instance_action_policy", "test_show_instance_action_policy_with_events", "test_show_instance_action_policy_with_show_details", "test_deprecated_policy_overridden_rule_is_checked",
  "test_get_instance_actions", "test_get_instance_actions_deleted", "test_get_instance_actions_shelve_deleted", "test_instance_action_event_details_non_nova_exception", "test_instance_action_event_details_with_nova_exception",
  "test_bury_in_cell0_instance_create_action",
  "test_archive_deleted_rows", "test_archive_deleted_rows_with_undeleted_residue", "test_archive_deleted_rows_incomplete", "test_archive_deleted_rows_parent_child_trees_one_at_time", "test_archive_then_purge_all", "test_archive_then_purge_by_date", "test_purge_with_real_date",
  "test_instance_action_get", "test_instance_actions_list", "test_instance_actions_list_with_limit", "test_instance_actions_list_with_marker", "test_instance_actions_list_with_changes_since", "test_instance_actions_list_with_changes_before",
  "test_update_instance_actions_in_source_cell",
];

const [, section = ""] = readFileSync(new URL("../../README.md", import.meta.url), "utf8").split("\n## HTTP interface\n");
const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| `(test_\w+)` \| (.+) \|$/gm)].map(([, nova = "", here = ""]) => ({ nova, here }));

test("every test of Nova's is in the table, once", () => {
  expect(rows.map(({ nova }) => nova).sort()).toEqual(NOVA.toSorted());
});

test("every test that the table names is there", () => {
  const sources = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".test.ts")).map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
  const tests = new Set([...sources.matchAll(/^ *(?:test|\])?(?:\.each\(.*\))?\)?\("([^"]+)", /gm)].map(([, name]) => name));
  const missing = rows.flatMap(({ here }) => [...here.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)).filter((name) => !tests.has(name));
  expect(missing).toEqual([]);
});

test("a row names a test of ours, or says why there is none", () => {
  for (const { here } of rows) expect(here).toMatch(/^(?:`|none: .{20}|of storage, |the same tests)/);
});
