"""What a handheld loads stays small: everything the first scan needs and any one screen, in the larger language,
compressed; see docs/decisions/0043.

Read from the built app (`./run test` builds it first).
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.planting import plant

DIST = Path(__file__).parents[2] / "pwa/dist"
BUDGET_KB = 120
DESK = "src/app/desk/desk.tsx"
OFFICE = "src/entries/office-code-texts."
# Comes when a person opens the camera, with a worker of its own; see docs/decisions/0040.
CAMERA = "src/app/camera/camera-panel.tsx"
CAMERA_WORKER = "reader-worker-*.js"
CAMERA_BUDGET_KB = 25
LANGUAGES = ("src/entries/code-texts.", "src/ui/i18n/")


Manifest = dict[str, dict[str, Any]]


def closure(manifest: Manifest, name: str) -> set[str]:
    """Return a script and all that it cannot start without."""
    found: set[str] = set()
    open_names = [name]
    while open_names:
        name = open_names.pop()
        if name not in found:
            found.add(name)
            open_names += manifest[name].get("imports", ())
    return found


def handheld_loads(dist: Path) -> dict[str, int]:
    """Return, by screen, the compressed bytes of all a handheld has loaded when that screen is open.

    "" is the start, to the first scan. Each has the texts of the larger language.
    """
    manifest: Manifest = json.loads((dist / ".vite/manifest.json").read_text())
    start = closure(manifest, "index.html")
    later = opened_later(manifest, start)
    texts = sum(
        max(size(manifest, dist, closure(manifest, name) - start) for name in later if name.startswith(prefix))
        for prefix in LANGUAGES
    )
    screens = [name for name in later if not name.startswith((*LANGUAGES, OFFICE))]
    base = size(manifest, dist, start) + texts
    return {"": base} | {name: base + size(manifest, dist, closure(manifest, name) - start) for name in screens}


def opened_later(manifest: Manifest, start: set[str]) -> set[str]:
    """Return every script that is loaded on its own on a handheld, from the start or from what was loaded so."""
    found: set[str] = set()
    open_names = list(start)
    while open_names:
        chunk = manifest[open_names.pop()]
        new = set(chunk.get("dynamicImports", ())) - found - {DESK, CAMERA}
        found |= new
        open_names += [each for name in new for each in closure(manifest, name)]
    return found


def size(manifest: Manifest, dist: Path, names: set[str]) -> int:
    """Return the compressed bytes of these scripts."""
    return sum(len(gzip.compress((dist / manifest[name]["file"]).read_bytes(), 9)) for name in names)


def test_the_start_and_any_one_screen_stay_within_the_budget() -> None:
    if not DIST.is_dir():
        pytest.fail("the app is not built: run ./run setup, or vite build in pwa")
    loads = handheld_loads(DIST)
    assert len(loads) > 5, "the manifest names hardly any screen: is it read rightly?"
    largest = "\n".join(f"{total:>8} {name}" for name, total in sorted(loads.items(), key=lambda one: -one[1]))
    assert max(loads.values()) <= BUDGET_KB * 1000, f"more than {BUDGET_KB} kB:\n{largest}"


def test_the_camera_has_a_budget_of_its_own_and_its_decoder_is_kept_for_offline_starts() -> None:
    panel = json.loads((DIST / ".vite/manifest.json").read_text())[CAMERA]
    (worker,) = DIST.glob(f"assets/{CAMERA_WORKER}")
    total = sum(len(gzip.compress(file.read_bytes(), 9)) for file in (DIST / panel["file"], worker))
    assert total <= CAMERA_BUDGET_KB * 1000
    (wasm,) = DIST.glob("assets/zxing_reader-*.wasm")
    kept = (DIST / "sw.js").read_text()
    assert f"/assets/{wasm.name}" in kept
    assert f"/assets/{worker.name}" in kept


def test_a_screen_counts_with_the_start_and_one_language_and_desk_and_camera_do_not(tmp_path: Path) -> None:
    files = {name: f"{name} {'x' * length}" for name, length in (("a", 1), ("b", 1), ("c", 1), ("zh", 90), ("en", 1))}
    texts = [f"{prefix}{language}.ts" for prefix in LANGUAGES for language in ("zh", "en")]
    chunks = {
        "index.html": {"file": "a", "imports": ["_b"], "dynamicImports": [DESK, CAMERA, "src/later.tsx", *texts]},
        "_b": {"file": "b"},
        DESK: {"file": "never read"},
        CAMERA: {"file": "never read"},
        "src/later.tsx": {"file": "c", "imports": ["_b"]},
    } | {name: {"file": name[-5:-3]} for name in texts}
    plant(tmp_path, files | {".vite/manifest.json": json.dumps(chunks)})
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in files.items()}
    start = sizes["a"] + sizes["b"] + len(LANGUAGES) * sizes["zh"]
    assert handheld_loads(tmp_path) == {"": start, "src/later.tsx": start + sizes["c"]}
