/**
 * Which labels of a job did not read back and why; neighbours that cannot be drawn for one reason are one line.
 */

import type { LabelJobRow } from "../entries/label-rows.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { visibleText } from "../ui/visible.ts";
import { spanText } from "./job-view.ts";

type Unread = LabelJobRow["unread"][number];

interface Group {
  readonly first: number;
  readonly last: number;
  readonly unread: Unread;
}

export function unreadLines({ unread, failed }: LabelJobRow): readonly string[] {
  const words = d().print;
  const lines = grouped(unread).map(({ first, last, unread: { n, expected, found } }) =>
    expected === ""
      ? words.undrawnLine(spanText({ first, last }), visibleText(found))
      : words.unreadLine(n, visibleText(expected), found === "" ? "–" : visibleText(found)),
  );
  const more = failed - unread.length;
  return lines.length > 0 && more > 0 ? [...lines, words.moreUnread(more)] : lines;
}

function grouped(unread: readonly Unread[]): readonly Group[] {
  const groups: Group[] = [];
  for (const each of unread) {
    const before = groups.at(-1);
    const same = before?.unread.expected === "" && before.unread.found === each.found;
    if (before !== undefined && same && each.expected === "" && each.n === before.last + 1) {
      groups[groups.length - 1] = { ...before, last: each.n };
    } else {
      groups.push({ first: each.n, last: each.n, unread: each });
    }
  }
  return groups;
}
