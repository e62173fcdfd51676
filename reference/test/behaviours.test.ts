/** The table of behaviours in README.md: it has every test that Nova has of these layers, and names tests that there are. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** The tests of Nova, by file, that pin the model, its storage and its service; at commit 00a030403f67. */
const OF_NOVA: readonly (readonly [string, readonly string[]])[] = [
  [
    "nova/tests/unit/objects/test_instance_action.py: actions",
    [
      "test_get_by_request_id",
      "test_pack_action_start",
      "test_pack_action_finish",
      "test_action_start",
      "test_action_start_no_result",
      "test_action_finish",
      "test_action_finish_no_result",
      "test_finish",
      "test_get_list",
      "test_create_id_in_updates_error",
      "test_create",
    ],
  ],
  [
    "nova/tests/unit/objects/test_instance_action.py: events",
    [
      "test_get_by_id",
      "test_event_start",
      "test_event_start_no_result",
      "test_event_finish",
      "test_event_finish_no_result",
      "test_event_finish_with_failure",
      "test_event_finish_with_failure_legacy",
      "test_event_finish_with_failure_legacy_unicode",
      "test_event_finish_with_failure_no_result",
      "test_get_by_action",
      "test_event_finish_with_failure_serialized",
      "test_create_id_in_updates_error",
      "test_create",
      "test_obj_make_compatible",
    ],
  ],
  [
    "nova/tests/unit/db/main/test_api.py: InstanceActionTestCase",
    [
      "test_instance_action_start",
      "test_instance_action_finish",
      "test_instance_action_finish_without_started_event",
      "test_instance_actions_get_by_instance",
      "test_instance_actions_get_are_in_order",
      "test_instance_actions_get_with_limit",
      "test_instance_actions_get_with_changes_since",
      "test_instance_actions_get_with_changes_before",
      "test_instance_actions_get_with_not_found_marker",
      "test_instance_action_get_by_instance_and_action",
      "test_instance_action_get_by_instance_and_action_by_order",
      "test_instance_action_event_start",
      "test_instance_action_event_start_without_action",
      "test_instance_action_event_finish_without_started_event",
      "test_instance_action_event_finish_without_action",
      "test_instance_action_event_finish_success",
      "test_instance_action_event_finish_error",
      "test_instance_action_and_event_start_string_time",
      "test_instance_action_events_get_are_in_order",
      "test_instance_action_event_get_by_id",
      "test_instance_action_event_start_with_different_request_id",
      "test_instance_action_event_finish_with_different_request_id",
      "test_instance_action_updated_with_event_start_and_finish_action",
      "test_instance_action_not_updated_with_unknown_event_request",
    ],
  ],
  [
    "nova/tests/unit/compute/test_utils.py",
    [
      "test_wrap_instance_event_without_host",
      "test_wrap_instance_event",
      "test_wrap_instance_event_return",
      "test_wrap_instance_event_log_exception",
      "test_event_reporter_graceful_exit_action_not_found",
      "test_event_reporter_graceful_exit_unexpected_error",
    ],
  ],
  [
    "nova/tests/unit/objects/test_objects.py",
    [
      "test_serialize_args",
      "test_serialize_args_non_nova_exception",
    ],
  ],
  [
    "nova/tests/unit/compute/test_compute.py",
    [
      "test_add_instance_fault",
      "test_add_instance_fault_with_remote_error",
      "test_add_instance_fault_user_error",
      "test_add_instance_fault_no_exc_info",
      "test_add_instance_fault_long_message",
      "test_add_instance_fault_with_message",
    ],
  ],
  [
    "nova/tests/functional/regressions/test_bug_1852458.py",
    [
      "test_bury_in_cell0_instance_create_action",
    ],
  ],
  [
    "nova/tests/functional/db/test_archive.py",
    [
      "test_archive_deleted_rows",
      "test_archive_deleted_rows_with_undeleted_residue",
      "test_archive_deleted_rows_incomplete",
      "test_archive_deleted_rows_parent_child_trees_one_at_time",
      "test_archive_then_purge_all",
      "test_archive_then_purge_by_date",
      "test_purge_with_real_date",
    ],
  ],
  [
    "nova/tests/unit/conductor/tasks/test_cross_cell_migrate.py",
    [
      "test_update_instance_actions_in_source_cell",
    ],
  ],
];

const folder = fileURLToPath(new URL(".", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [, table = ""] = /^## Behaviours\n(.*?)(?=^## |$(?![^]))/ms.exec(readme) ?? [];

/** The rows of a part of the table, by its heading: first cell, second cell. */
function rowsUnder(heading: string): (readonly [string, string])[] {
  const [, part = ""] = table.split(`### ${heading}\n`);
  const [own = ""] = part.split("\n### ");
  return [...own.matchAll(/^\| (.*?) \| (.*) \|$/gm)].map(([, left = "", right = ""]) => [left, right] as const).filter(([left]) => !/^(?:---|Nova's test|Behaviour)$/.test(left));
}

/** Names of the tests of a file, as they are written. */
function testsOf(file: string): readonly string[] {
  return [...readFileSync(`${folder}${file}.test.ts`, "utf8").matchAll(/(?:\bit|\))\("([^"]+)"/g)].map(([, name = ""]) => name);
}

const ours = new Map(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => path.slice(0, -".test.ts".length))
    .map((file) => [file, testsOf(file)] as const),
);

describe.each(OF_NOVA)("of %s", (heading, tests) => {
  it("every test is in the table, in its order, and nothing else", () => {
    expect(rowsUnder(heading).map(([name]) => name)).toEqual(tests.map((name) => `\`${name}\``));
  });

  it("every test has one of ours beside it, or says why not", () => {
    for (const [, here] of rowsUnder(heading)) expect(here).toMatch(/`\w+\/[\w-]+` "[^"]+"|^Left out: /);
  });
});

it("has no part that is not asked for", () => {
  const headings = [...table.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => heading);
  expect(headings).toEqual([...OF_NOVA.map(([heading]) => heading), "Pinned by no test of Nova's"]);
});

const named = [...table.matchAll(/`(\w+\/[\w-]+)` "([^"]+)"/g)].map(([, file = "", name = ""]) => [file, name] as const);

it("names tests of ours, and only such as there are", () => {
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter(([file, name]) => ours.get(file)?.includes(name) !== true)).toEqual([]);
});

it("names each test of ours so that it can be told from the others of its file", () => {
  for (const [file, name] of named) expect([file, name, ours.get(file)?.filter((other) => other === name).length]).toEqual([file, name, 1]);
});
