"""What a handheld loads stays small: every script of every handheld screen, in the larger language, compressed.

Read from the built app (`./run test` builds it first).
"""

import gzip
import json
from pathlib import Path

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


def handheld_scripts(dist: Path) -> dict[str, int]:
    """Return the compressed size in bytes of every script that handheld screens load, by its name in the manifest."""
    manifest = json.loads((dist / ".vite/manifest.json").read_text())
    found: dict[str, int] = {}
    open_names = ["index.html"]
    while open_names:
        name = open_names.pop()
        if name in found or name in (DESK, CAMERA) or name.startswith(OFFICE):
            continue
        chunk = manifest[name]
        found[name] = len(gzip.compress((dist / chunk["file"]).read_bytes(), 9))
        open_names += [*chunk.get("imports", ()), *chunk.get("dynamicImports", ())]
    for prefix in LANGUAGES:
        texts = sorted((name for name in found if name.startswith(prefix)), key=lambda name: found[name])
        for smaller in texts[:-1]:
            del found[smaller]
    return found


def test_the_scripts_of_all_handheld_screens_stay_within_the_budget() -> None:
    if not DIST.is_dir():
        pytest.fail("the app is not built: run ./run setup, or vite build in pwa")
    sizes = handheld_scripts(DIST)
    assert len(sizes) > 5, "the manifest names hardly any script: is it read rightly?"
    total = sum(sizes.values())
    largest = "\n".join(f"{size:>8} {name}" for name, size in sorted(sizes.items(), key=lambda one: -one[1]))
    assert total <= BUDGET_KB * 1000, f"{total} bytes of at most {BUDGET_KB} kB:\n{largest}"


def test_the_camera_has_a_budget_of_its_own_and_its_decoder_is_kept_for_offline_starts() -> None:
    panel = json.loads((DIST / ".vite/manifest.json").read_text())[CAMERA]
    (worker,) = DIST.glob(f"assets/{CAMERA_WORKER}")
    total = sum(len(gzip.compress(file.read_bytes(), 9)) for file in (DIST / panel["file"], worker))
    assert total <= CAMERA_BUDGET_KB * 1000
    (wasm,) = DIST.glob("assets/zxing_reader-*.wasm")
    kept = (DIST / "sw.js").read_text()
    assert f"/assets/{wasm.name}" in kept
    assert f"/assets/{worker.name}" in kept


def test_shared_and_later_scripts_count_once_and_desk_camera_and_second_language_do_not(tmp_path: Path) -> None:
    files = {name: f"{name} {'x' * size}" for name, size in (("a", 1), ("b", 1), ("c", 1), ("zh", 90), ("en", 1))}
    later = [DESK, CAMERA, "src/later.tsx", f"{LANGUAGES[0]}zh.ts", f"{LANGUAGES[0]}en.ts"]
    chunks = {
        "index.html": {"file": "a", "imports": ["_b"], "dynamicImports": later},
        "_b": {"file": "b"},
        DESK: {"file": "never read"},
        CAMERA: {"file": "never read"},
        "src/later.tsx": {"file": "c", "imports": ["_b"]},
        f"{LANGUAGES[0]}zh.ts": {"file": "zh"},
        f"{LANGUAGES[0]}en.ts": {"file": "en"},
    }
    plant(tmp_path, files | {".vite/manifest.json": json.dumps(chunks)})
    sizes = handheld_scripts(tmp_path)
    assert set(sizes) == {"index.html", "_b", "src/later.tsx", f"{LANGUAGES[0]}zh.ts"}
    assert sizes["index.html"] == len(gzip.compress(files["a"].encode(), 9))
