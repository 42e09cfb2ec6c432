/**
 * What the components promise beyond their looks: announcements, keys, what they refuse to show.
 */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Button } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { Frame } from "./frame.tsx";
import { HardStop } from "./hard-stop.tsx";
import { setLanguage } from "./i18n/language.ts";
import { Identifier } from "./identifier.tsx";
import { List, ROWS_IN_PAGE } from "./list.tsx";
import { PinPad } from "./pin-pad.tsx";
import { STATUSES } from "./status.ts";
import { Verdict } from "./verdict.tsx";

let root: HTMLElement;

beforeEach(() => {
  setLanguage("en");
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

function show(element: Parameters<typeof render>[0]): void {
  void act(() => {
    render(element, root);
  });
}

function all(selector: string): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

function press(name: string): void {
  const button = all("button").find((candidate) => candidate.textContent?.trim() === name);
  void act(() => {
    button?.click();
  });
}

describe("a press that counts once", () => {
  it("is not taken again while what it began goes on, and is after it", async () => {
    const ended: (() => void)[] = [];
    const began = (): Promise<void> => new Promise((resolve) => ended.push(resolve));
    show(<Button label="Report" onPress={began} />);
    press("Report");
    press("Report");
    expect(ended).toHaveLength(1);
    ended[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    press("Report");
    expect(ended).toHaveLength(2);
  });

  it("is taken each time where it is done at once", () => {
    let pressed = 0;
    show(<Button label="More" onPress={() => pressed++} />);
    press("More");
    press("More");
    expect(pressed).toBe(2);
  });
});

describe("S63: the verdict", () => {
  it.each(STATUSES)("%s says its word beside its shape", (status) => {
    show(<Verdict status={status} />);
    expect(all(".u-shape")).toHaveLength(1);
    expect(root.textContent?.trim()).not.toBe("");
  });

  it("is announced once: politely, or at once when work must stop", () => {
    show(<Verdict status="ok" />);
    expect(all("[role=status]")).toHaveLength(1);
    show(<Verdict status="hold" />);
    expect(all("[role=alert]")).toHaveLength(1);
    expect(all("[role=status]")).toHaveLength(0);
  });

  it("shows scanned text as text (S26)", () => {
    show(<Verdict status="warn" value={<Identifier value="<img src=x>&#10;" />} why="<b>no</b>" />);
    expect(all("img")).toHaveLength(0);
    expect(root.textContent).toContain("<b>no</b>");
  });
});

describe("the hard stop", () => {
  it("sounds while it is open and falls silent when it is gone", () => {
    const heard: string[] = [];
    const alarm = () => {
      heard.push("on");
      return () => heard.push("off");
    };
    const words = { code: "LotExpired", word: "Expired", what: "what", why: "why", now: "now" };
    const stop = (refused: number) => (
      <HardStop
        {...words}
        status="stop"
        refusedScans={refused}
        alarm={() => alarm()}
        onAcknowledge={() => heard.push("acknowledged")}
      />
    );
    show(stop(0));
    show(stop(2));
    expect(heard).toEqual(["on"]);
    expect(root.textContent).toContain("2 scans refused");
    press("Understood");
    show(null);
    expect(heard).toEqual(["on", "acknowledged", "off"]);
  });

  it("cannot be left with Escape", () => {
    const words = { code: "C", word: "w", what: "w", why: "y", now: "n" };
    const silent = () => () => undefined;
    show(<HardStop {...words} status="recall" alarm={silent} onAcknowledge={() => undefined} />);
    const cancel = new Event("cancel", { cancelable: true });
    all("dialog")[0]?.dispatchEvent(cancel);
    expect(cancel.defaultPrevented).toBe(true);
  });
});

describe("the PIN pad", () => {
  it("never shows a digit or how many there are, and hands over the PIN once", () => {
    const given: string[] = [];
    show(<PinPad label="Sign" submitLabel="Go" onSubmit={(pin) => given.push(pin)} />);
    press("4");
    const afterOne = root.textContent;
    for (const digit of "71234") {
      press(digit);
    }
    expect(root.textContent).toBe(afterOne);
    press("Go");
    press("Go");
    expect(given).toEqual(["471234"]);
  });

  it("keeps its keys in place", () => {
    show(<PinPad label="Sign" submitLabel="Go" onSubmit={() => undefined} />);
    const digits = all(".u-keys button")
      .map((key) => key.textContent)
      .filter((face) => /^\d$/.test(face ?? ""));
    expect(digits.join("")).toBe("1234567890");
  });
});

describe("lists and tables", () => {
  it("draw at most fifty rows and say how many more there are", () => {
    const rows = Array.from({ length: 53 }, (_, index) => ({
      id: `r${index}`,
      title: `r${index}`,
    }));
    show(<List label="rows" rows={rows} />);
    expect(all("li")).toHaveLength(ROWS_IN_PAGE);
    expect(root.textContent).toContain("3 more");
  });

  it("sort by a click on the head and open a row with Enter", () => {
    const opened: string[] = [];
    const columns = [{ id: "lot", header: "Lot", text: (row: string) => row }];
    const open = (row: string) => opened.push(row);
    show(
      <DataTable
        label="lots"
        rows={["B", "A"]}
        columns={columns}
        rowId={(row) => row}
        onOpen={open}
      />,
    );
    press("Lot");
    expect(all("td").map((cell) => cell.textContent)).toEqual(["A", "B"]);
    expect(all("th")[0]?.getAttribute("aria-sort")).toBe("ascending");
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    void act(() => {
      all("tbody tr")[0]?.dispatchEvent(enter);
    });
    expect(opened).toEqual(["A"]);
  });
});

describe("the frame", () => {
  it("shows count and age of the queue on every screen, and speaks them", () => {
    const queue = { count: 7, oldestMs: 14 * 60_000 };
    show(<Frame title="Home" who={null} queue={queue} verdict={<p />} />);
    const spoken = all(".u-frame-queue")[0];
    expect(spoken?.textContent).toBe("7 · 14m7 unsent, oldest 14 min");
    expect(spoken?.querySelector("span[aria-hidden]")).toBeNull();
    expect(spoken?.querySelector(".only-spoken")?.textContent).toBe("7 unsent, oldest 14 min");
  });
});
