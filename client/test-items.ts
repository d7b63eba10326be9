/** The tests of a workspace as a tree: a file, its blocks and cases, the rows and expectations in them. */
import { type TestController, type TestItem, TestTag, type Uri, workspace } from "vscode";
import { type Examples, rangeOf } from "./examples.ts";

const tags = { examples: new TestTag("examples"), case: new TestTag("case") };

/** The file in the tree, as soon as it is known that there is something to test. */
export function showFile(controller: TestController, uri: Uri, examples: Examples | null): TestItem | undefined {
  const id = uri.toString();
  if (examples === null || (examples.blocks.length === 0 && !examples.decides)) {
    controller.items.delete(id);
    return undefined;
  }
  const known = controller.items.get(id);
  const item = known ?? controller.createTestItem(id, workspace.asRelativePath(uri), uri);
  item.description = examples.blocks.length === 0 ? "no example cases" : (examples.title ?? "");
  item.error = examples.why;
  item.children.replace(examples.blocks.map((block, order) => blockItem(controller, uri, block, order)));
  if (known === undefined) controller.items.add(item);
  return item;
}

function blockItem(controller: TestController, uri: Uri, block: Examples["blocks"][number], order: number): TestItem {
  const item = controller.createTestItem(block.id, block.label, uri);
  item.range = rangeOf(block.range);
  item.sortText = place(order);
  item.tags = [tags[block.kind]];
  item.children.replace(
    block.cases.map((one, index) => {
      const row = controller.createTestItem(one.id, one.label, uri);
      row.range = rangeOf(one.range);
      row.sortText = place(index);
      row.tags = [tags[block.kind]];
      return row;
    }),
  );
  return item;
}

/** Tests stand in the order of the text. */
const place = (index: number): string => String(index).padStart(6, "0");

/** The same for the items of one test before and after its file was read anew. */
export const keyOf = (item: TestItem): string => (item.parent === undefined ? item.id : `${keyOf(item.parent)}\n${item.id}`);

export const fileOf = (item: TestItem): TestItem => (item.parent === undefined ? item : fileOf(item.parent));

/** Whether an item, or one that holds it, is among some. */
export const isWithin = (item: TestItem, keys: ReadonlySet<string>): boolean =>
  keys.has(keyOf(item)) || (item.parent !== undefined && isWithin(item.parent, keys));

/** What was asked for of a file and is not in it any more. */
export function lostItems(asked: readonly TestItem[] | undefined, file: TestItem): readonly TestItem[] {
  const there = new Set<string>([keyOf(file)]);
  for (const [, block] of file.children) {
    there.add(keyOf(block));
    for (const [, one] of block.children) there.add(keyOf(one));
  }
  return (asked ?? []).filter((item) => fileOf(item).id === file.id && !there.has(keyOf(item)));
}
