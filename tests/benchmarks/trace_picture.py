"""How long the picture of 1,000 nodes and 1,700 edges takes to lay out, beside reading it as JSON; one core."""

import json
import subprocess
from pathlib import Path

from tests.benchmarks.table import Line

ROOT = Path(__file__).parents[2]
TARGET_MS = 50
_SCRIPT = """
const { bigGraph } = await import("./src/genealogy/layout.testing.ts");
const { layOut } = await import("./src/genealogy/layout.ts");
const { collapsed, pathsThrough } = await import("./src/genealogy/picture.ts");
const graph = bigGraph();
const text = JSON.stringify(graph);
const middle = (work) => {
  const taken = Array.from({ length: 31 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return taken.toSorted((a, b) => a - b)[15];
};
console.log(JSON.stringify({
  layout: middle(() => layOut(graph.nodes, graph.edges)),
  groups: middle(() => collapsed(graph, new Set())),
  paths: middle(() => pathsThrough(graph, graph.nodes[500].id)),
  json: middle(() => JSON.parse(text)),
}));
"""


def measure() -> list[Line]:
    """Return the lines of the table."""
    command = [str(ROOT / ".venv/bin/node"), "--input-type=module", "-e", _SCRIPT]
    told = subprocess.run(command, cwd=ROOT / "pwa", capture_output=True, check=True, text=True)
    taken: dict[str, float] = json.loads(told.stdout)
    names = {"layout": "layout", "groups": "groups found", "paths": "paths through a node found"}
    limits = [
        Line(name=names[part], value=taken[part], unit="ms", target=TARGET_MS, lower_is_better=True) for part in names
    ]
    beside = Line(
        name="layout (reading the picture's JSON)",
        value=taken["layout"],
        unit="ms",
        reference=taken["json"],
        lower_is_better=True,
    )
    return [*limits, beside]
