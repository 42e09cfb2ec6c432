import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync import canonical

TEXTS = st.text(max_size=8)
KEYS = st.one_of(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), TEXTS)
NUMBERS = st.one_of(st.integers(), st.integers(2**53 - 2, 2**53 + 2), st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


def is_allowed(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    """P02 said plainly, value by value."""
    match value:
        case bool() | None:
            return True
        case str():
            return "\0" not in value
        case int():
            return abs(value) < 2**53
        case float():
            return False
        case list():
            return all(map(is_allowed, value))
        case _:
            key_ok = all(
                k.isascii() and k[:1].islower() and k.replace("_", "a").isalnum() and k == k.lower() for k in value
            )
            return key_ok and all(map(is_allowed, value.values()))


def written_alike(value: object, raw: bytes) -> bool:
    try:
        return canonical.encode(value) == raw
    except (UnicodeEncodeError, TypeError, OverflowError):
        return False


@given(VALUES)
@example({"a": '":1.5'})
@example({"a": '":"B":'})
@example({"a": "1234567890123456"})
@example(["A-1", {"B": 1}])
@example({"a": "\0"})
@example({"a": -0.0})
def test_p02_canonical_bytes_are_taken_exactly_when_every_value_in_them_is_allowed(value: Any) -> None:  # noqa: ANN401
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")
    if is_allowed(value) and written_alike(value, raw):
        assert canonical.decode(raw) == value
    else:
        with pytest.raises(canonical.NotCanonical):
            canonical.decode(raw)
