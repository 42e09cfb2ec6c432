import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jose import jwt

from backend.app.keys import Keys, open_keys
from backend.app.tokens import TokenRefused, Tokens
from backend.log.caller import GrantClaims

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CLAIMS = GrantClaims(grant="g-1", person="QH-0007", device="h-1", not_after=NOW + timedelta(hours=12))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return open_keys(Path(tmp_path_factory.mktemp("keys")) / "keys")


@pytest.fixture
def tokens(keys: Keys) -> Tokens:
    return Tokens(
        secret=keys.token_secret, grant_private_pem=keys.grant_private_pem, grant_public_pem=keys.grant_public_pem
    )


def device_claims(**changes: object) -> dict[str, Any]:
    issued = int(NOW.timestamp())
    return {
        "sub": "h-1",
        "jti": "t-1",
        "aud": "device",
        "iss": "unitrail",
        "iat": issued,
        "exp": issued + 900,
    } | changes


def grant_claims(**changes: object) -> dict[str, Any]:
    return device_claims(aud="grant", sub="QH-0007", device="h-1") | changes


def unpadded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(claims: dict[str, Any], algorithm: str) -> str:
    return f"{unpadded({'alg': algorithm, 'typ': 'JWT'})}.{unpadded(claims)}."


def signed_by_hand(claims: dict[str, Any], secret: bytes) -> str:
    """Return an HS256 token; the library itself refuses a public key as a secret, an attacker does not."""
    body = f"{unpadded({'alg': 'HS256', 'typ': 'JWT'})}.{unpadded(claims)}"
    digest = hmac.new(secret, body.encode(), sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def test_a_device_token_names_its_device_for_fifteen_minutes_p37(tokens: Tokens) -> None:
    token, expires = tokens.issue_device("h-1", now=NOW, token_id="t-1")
    assert expires == NOW + timedelta(minutes=15)
    assert tokens.read_device(token, now=NOW) == "h-1"
    assert tokens.read_device(token, now=expires - timedelta(seconds=1)) == "h-1"


def test_a_device_token_ends(tokens: Tokens) -> None:
    token, expires = tokens.issue_device("h-1", now=NOW, token_id="t-1")
    with pytest.raises(TokenRefused) as refused:
        tokens.read_device(token, now=expires)
    assert refused.value.expired


def test_a_grant_says_whose_it_is_on_its_device_until_the_shift_ends_p38(tokens: Tokens) -> None:
    token = tokens.issue_grant(CLAIMS, now=NOW)
    assert tokens.read_grant(token, device="h-1", now=NOW + timedelta(hours=11, minutes=59)) == CLAIMS
    with pytest.raises(TokenRefused) as refused:
        tokens.read_grant(token, device="h-1", now=NOW + timedelta(hours=12))
    assert refused.value.expired


def test_a_grant_is_worth_nothing_on_another_device_p38(tokens: Tokens) -> None:
    with pytest.raises(TokenRefused, match="another device"):
        tokens.read_grant(tokens.issue_grant(CLAIMS, now=NOW), device="h-2", now=NOW)


def test_a_grant_longer_than_a_shift_is_a_bug(tokens: Tokens) -> None:
    with pytest.raises(AssertionError):
        tokens.issue_grant(CLAIMS, now=NOW - timedelta(seconds=1))


def test_one_kind_of_token_does_not_pass_for_the_other(tokens: Tokens) -> None:
    device, _ = tokens.issue_device("h-1", now=NOW, token_id="t-1")
    with pytest.raises(TokenRefused):
        tokens.read_grant(device, device="h-1", now=NOW)
    with pytest.raises(TokenRefused):
        tokens.read_device(tokens.issue_grant(CLAIMS, now=NOW), now=NOW)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_an_unsigned_token_is_refused(tokens: Tokens, algorithm: str) -> None:
    with pytest.raises(TokenRefused):
        tokens.read_device(unsigned(device_claims(), algorithm), now=NOW)
    with pytest.raises(TokenRefused):
        tokens.read_grant(unsigned(grant_claims(), algorithm), device="h-1", now=NOW)


def test_the_public_grant_key_used_as_a_secret_signs_nothing(tokens: Tokens, keys: Keys) -> None:
    forged = signed_by_hand(grant_claims(), keys.grant_public_pem.encode())
    with pytest.raises(TokenRefused):
        tokens.read_grant(forged, device="h-1", now=NOW)
    with pytest.raises(TokenRefused):
        tokens.read_device(signed_by_hand(device_claims(), keys.grant_public_pem.encode()), now=NOW)


def test_a_token_signed_by_hand_with_the_right_secret_is_read(tokens: Tokens, keys: Keys) -> None:
    assert tokens.read_device(signed_by_hand(device_claims(), keys.token_secret), now=NOW) == "h-1"


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm_with_the_right_secret_is_refused(tokens: Tokens, keys: Keys, algorithm: str) -> None:
    token = jwt.encode(device_claims(), keys.token_secret, algorithm=algorithm)
    with pytest.raises(TokenRefused):
        tokens.read_device(token, now=NOW)


@pytest.mark.parametrize("missing", ["aud", "iss", "exp", "iat", "sub", "jti"])
def test_a_token_without_one_of_its_claims_is_refused(tokens: Tokens, keys: Keys, missing: str) -> None:
    claims = device_claims()
    del claims[missing]
    with pytest.raises(TokenRefused):
        tokens.read_device(signed_by_hand(claims, keys.token_secret), now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "grant"},
        {"aud": ["device", "grant"]},
        {"iss": "somebody"},
        {"iss": ["unitrail"]},
        {"exp": int(NOW.timestamp()) + 901},
        {"exp": "9999999999"},
        {"exp": 1e12},
        {"exp": True},
        {"iat": int(NOW.timestamp()) + 2000},
        {"sub": None},
        {"jti": None},
    ],
)
def test_a_token_whose_claims_are_not_as_we_make_them_is_refused(
    tokens: Tokens, keys: Keys, changes: dict[str, object]
) -> None:
    with pytest.raises(TokenRefused):
        tokens.read_device(signed_by_hand(device_claims(**changes), keys.token_secret), now=NOW)


def test_a_token_signed_with_another_installations_key_is_refused(tokens: Tokens, tmp_path: Path) -> None:
    others = open_keys(tmp_path / "keys")
    stranger = Tokens(
        secret=others.token_secret, grant_private_pem=others.grant_private_pem, grant_public_pem=others.grant_public_pem
    )
    with pytest.raises(TokenRefused):
        tokens.read_device(stranger.issue_device("h-1", now=NOW, token_id="t-1")[0], now=NOW)
    with pytest.raises(TokenRefused):
        tokens.read_grant(stranger.issue_grant(CLAIMS, now=NOW), device="h-1", now=NOW)


@pytest.mark.parametrize("change", [lambda t: t[:-2], lambda t: t + "A", lambda t: "x" + t, lambda t: t + "." + t])
def test_a_damaged_token_is_refused(tokens: Tokens, change: Callable[[str], str]) -> None:
    token, _ = tokens.issue_device("h-1", now=NOW, token_id="t-1")
    with pytest.raises(TokenRefused):
        tokens.read_device(change(token), now=NOW)


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "\x00", "e30.e30.e30", "A" * 5000])
def test_what_is_no_token_is_refused(tokens: Tokens, token: str) -> None:
    with pytest.raises(TokenRefused):
        tokens.read_device(token, now=NOW)
    with pytest.raises(TokenRefused):
        tokens.read_grant(token, device="h-1", now=NOW)
