"""The files in sync/vectors that vitest runs too: P02, P03, P07, P09, P10, P27, P31, P37, P42."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from backend.intake.sealed import open_sealed
from sync import canonical, chain, checksum, cursor, push_body, signature
from sync.envelope import Unreadable, read
from sync.push_body import EntryLine, PushHeader

FOLDER = Path(__file__).parents[2] / "sync" / "vectors"
Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    found = json.loads((FOLDER / f"{name}.json").read_text())["cases"]
    assert found
    return [pytest.param(case, id=case["name"]) for case in found]


def test_every_vector_file_is_run_here() -> None:
    run = {"canonical", "chain", "checksum", "cursor", "envelope", "push_body", "sealed", "signature", "token"}
    assert {file.stem for file in FOLDER.glob("*.json")} == run


@pytest.mark.parametrize("case", cases("canonical"))
def test_p02_canonical(case: Case) -> None:
    raw = case["raw"].encode("utf-8", "surrogatepass")
    if case["code"] is None:
        assert canonical.encode(canonical.decode(raw)) == raw
    else:
        with pytest.raises(canonical.NotCanonical):
            canonical.decode(raw)


@pytest.mark.parametrize("case", cases("envelope"))
def test_p03_envelope(case: Case) -> None:
    raw = case["raw"].encode()
    if case["code"] is None:
        assert read(raw).seq >= 1
        return
    with pytest.raises(Unreadable) as caught:
        read(raw)
    assert caught.value.code in {case["code"], case.get("or")}


@pytest.mark.parametrize("case", cases("chain"))
def test_p07_chain(case: Case) -> None:
    hashes = [chain.genesis(case["device"])]
    for seq, raw in enumerate(case["raws"], 1):
        hashes.append(chain.link(hashes[-1], seq, raw.encode()))
    assert hashes == case["hashes"]


@pytest.mark.parametrize("case", cases("signature"))
def test_p09_signature(case: Case) -> None:
    fields = {name: case[name] for name in ("device", "from_seq", "to_seq", "to_hash", "head_seq", "head_hash")}
    text = chain.push_text(**fields)
    assert text.decode() == case["text"]
    key = signature.load_public_key(case["public_key"])
    assert signature.is_valid(key, case["signature"], text) == case["valid"]


@pytest.mark.parametrize("case", cases("push_body"))
def test_p10_push_body(case: Case) -> None:
    header = PushHeader(**case["header"])
    lines = tuple(EntryLine(line["hash"], line["raw"].encode()) for line in case["lines"])
    body = case["body"].encode()
    assert push_body.write(header, lines) == body
    assert push_body.read(body) == push_body.Push(header, lines)


@pytest.mark.parametrize("case", cases("cursor"))
def test_p27_cursor(case: Case) -> None:
    if case["parts"] is None:
        with pytest.raises(cursor.BadCursor):
            cursor.read(case["text"])
    else:
        found = cursor.read(case["text"])
        assert [found.epoch, found.stream, found.position, found.ordinal] == case["parts"]
        assert cursor.write(found) == case["text"]


@pytest.mark.parametrize("case", cases("checksum"))
def test_p31_checksum(case: Case) -> None:
    rows = [(kind, key, row.encode()) for kind, key, row in case["rows"]]
    assert checksum.text(checksum.of_rows(rows)) == case["checksum"]


@pytest.mark.parametrize("case", cases("token"))
def test_p37_token(case: Case) -> None:
    text = chain.token_text(device=case["device"], time=case["time"], nonce=case["nonce"])
    assert text.decode() == case["text"]
    assert signature.is_valid(signature.load_public_key(case["public_key"]), case["signature"], text)


@pytest.mark.parametrize("case", cases("sealed"))
def test_p42_sealed(case: Case) -> None:
    key = ec.derive_private_key(int(case["server_private"], 16), ec.SECP256R1())
    assert signature.public_point(key.public_key()) == case["server_public"]
    assert open_sealed(json.dumps(case["sealed"]).encode(), key).decode() == case["plain"]
