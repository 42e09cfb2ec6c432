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
LANGUAGES = ("src/entries/code-texts.{}.ts", "src/ui/i18n/{}.ts")
WORDS = "src/ui/i18n/"
TEXTS = ("src/entries/code-texts.", WORDS)


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

    "" is the start, to the first scan. Each has the texts of the larger language; a part has its screen.
    """
    manifest: Manifest = json.loads((dist / ".vite/manifest.json").read_text())
    start = closure(manifest, "index.html")
    later = opened_later(manifest, start)
    base = size(manifest, dist, start) + sum(larger(manifest, dist, files) for files in LANGUAGES)
    screens = {name: at for name, at in later.items() if not name.startswith((*TEXTS, OFFICE))}
    return {"": base} | {
        name: base + size(manifest, dist, at - start) + words_of(manifest, dist, at - start)
        for name, at in screens.items()
    }


def larger(manifest: Manifest, dist: Path, files: str) -> int:
    """Return the compressed bytes of these texts in the larger language."""
    return max(size(manifest, dist, {files.format(language)}) for language in ("zh", "en"))


def words_of(manifest: Manifest, dist: Path, names: set[str]) -> int:
    """Return the compressed bytes of the words that these scripts load by language, in the larger one."""
    asked = {each for name in names for each in manifest[name].get("dynamicImports", ())}
    areas = {each.rpartition("/")[0] for each in asked if each.startswith(WORDS) and each.endswith("/zh.ts")}
    return sum(larger(manifest, dist, f"{area}/{{}}.ts") for area in areas)


def opened_later(manifest: Manifest, start: set[str]) -> dict[str, set[str]]:
    """Return every script that is loaded on its own on a handheld, with all that is loaded when it is open.

    It is opened from the start, or from what was loaded so.
    """
    found: dict[str, set[str]] = {}
    open_from = [start]
    while open_from:
        loaded = open_from.pop()
        names = {name for each in loaded for name in manifest[each].get("dynamicImports", ())}
        for name in names - set(found) - {DESK, CAMERA}:
            found[name] = loaded | closure(manifest, name)
            open_from.append(found[name])
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


def test_a_screen_counts_with_the_start_and_one_language_and_a_part_with_its_screen(tmp_path: Path) -> None:
    lengths = {"a": 1, "b": 1, "c": 1, "d": 1, "zh": 90, "en": 1}
    files = {name: f"{name} {'x' * length}" for name, length in lengths.items()}
    texts = [each.format(language) for each in LANGUAGES for language in ("zh", "en")]
    words = [f"{WORDS}later/{language}.ts" for language in ("zh", "en")]
    chunks = {
        "index.html": {"file": "a", "imports": ["_b"], "dynamicImports": [DESK, CAMERA, "src/later.tsx", *texts]},
        "_b": {"file": "b"},
        DESK: {"file": "never read"},
        CAMERA: {"file": "never read"},
        "src/later.tsx": {"file": "c", "imports": ["_b"], "dynamicImports": ["src/part.tsx", *words]},
        "src/part.tsx": {"file": "d"},
    } | {name: {"file": name[-5:-3]} for name in (*texts, *words)}
    plant(tmp_path, files | {".vite/manifest.json": json.dumps(chunks)})
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in files.items()}
    start = sizes["a"] + sizes["b"] + len(LANGUAGES) * sizes["zh"]
    later = start + sizes["c"] + sizes["zh"]
    assert handheld_loads(tmp_path) == {"": start, "src/later.tsx": later, "src/part.tsx": later + sizes["d"]}
