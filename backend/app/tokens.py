"""Signed tokens: a device's access token (HS256) and a person's shift grant (ES256).

One fixed algorithm and one key per kind, never shared, so that no token of one kind can pass for another.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from jose import jwt
from jose.exceptions import JOSEError

from backend.log.caller import GrantClaims

ISSUER = "unitrail"
DEVICE_AUDIENCE = "device"
GRANT_AUDIENCE = "grant"
DEVICE_LIFE = timedelta(minutes=15)
GRANT_LIFE_MAX = timedelta(hours=12)

# python-jose reads the clock itself (and does so wherever it is told to require `exp`); times are checked below,
# with the time that is handed in.
_OPTIONS = dict.fromkeys(("require_aud", "require_iss", "require_iat", "require_sub", "require_jti"), True) | {
    "verify_exp": False,
    "verify_nbf": False,
}
_MAX_TOKEN_CHARACTERS = 4096


class TokenRefused(ValueError):  # noqa: N818 - a reason
    """A token that is not ours, not for this use, or no longer valid; ``expired`` tells the last from the others."""

    def __init__(self, text: str, *, expired: bool = False) -> None:
        super().__init__(text)
        self.expired = expired


class _Kind(msgspec.Struct, frozen=True):
    algorithm: str
    audience: str
    life_max: timedelta


_DEVICE = _Kind("HS256", DEVICE_AUDIENCE, DEVICE_LIFE)
_GRANT = _Kind("ES256", GRANT_AUDIENCE, GRANT_LIFE_MAX)


class Tokens:
    """Issues and reads both kinds. ``secret``: 32 bytes for HS256; the grant keys are P-256 in PEM."""

    def __init__(self, *, secret: bytes, grant_private_pem: str, grant_public_pem: str) -> None:
        self._secret = secret
        self._private = grant_private_pem
        self._public = grant_public_pem

    def issue_device(self, device: str, *, now: datetime, token_id: str) -> tuple[str, datetime]:
        """Return an access token for a device, and when it expires."""
        expires = now + DEVICE_LIFE
        return _issue(_DEVICE, self._secret, {"sub": device, "jti": token_id}, now, expires), expires

    def read_device(self, token: str, *, now: datetime) -> str:
        """Return the device that an access token names; raises TokenRefused."""
        device: str = _read(_DEVICE, self._secret, token, now)["sub"]
        return device

    def issue_grant(self, claims: GrantClaims, *, now: datetime) -> str:
        """Return a shift grant as a token; longer than a shift is a bug."""
        assert now < claims.not_after <= now + GRANT_LIFE_MAX, "a grant lasts a shift at most"
        said = {"sub": claims.person, "jti": claims.grant, "device": claims.device}
        return _issue(_GRANT, self._private, said, now, claims.not_after)

    def read_grant(self, token: str, *, device: str, now: datetime) -> GrantClaims:
        """Return what a grant says, if it was given on ``device``; raises TokenRefused."""
        said = _read(_GRANT, self._public, token, now)
        if said.get("device") != device:
            raise TokenRefused("expected a grant given on this device, found another device's")
        return GrantClaims(said["jti"], said["sub"], device, _moment(said["exp"], now))


def _issue(kind: _Kind, key: str | bytes, said: dict[str, Any], now: datetime, expires: datetime) -> str:
    claims = {**said, "aud": kind.audience, "iss": ISSUER, "iat": int(now.timestamp()), "exp": int(expires.timestamp())}
    token: str = jwt.encode(claims, key, algorithm=kind.algorithm)
    return token


def _read(kind: _Kind, key: str | bytes, token: str, now: datetime) -> dict[str, Any]:
    if len(token) > _MAX_TOKEN_CHARACTERS:
        raise TokenRefused(f"expected at most {_MAX_TOKEN_CHARACTERS} characters, found {len(token)}")
    try:
        said: dict[str, Any] = jwt.decode(
            token, key, algorithms=[kind.algorithm], audience=kind.audience, issuer=ISSUER, options=_OPTIONS
        )
    except (JOSEError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TokenRefused(f"expected a token for {kind.audience}, found: {error}") from error
    _check_claims(kind, said, now)
    return said


def _check_claims(kind: _Kind, said: dict[str, Any], now: datetime) -> None:
    issued, expires = said["iat"], said.get("exp")
    if type(issued) is not int or type(expires) is not int:
        raise TokenRefused("expected whole seconds as times")
    if not all(type(said[name]) is str for name in ("sub", "jti", "aud")):
        raise TokenRefused("expected text as subject, id and audience")
    if not 0 < expires - issued <= kind.life_max.total_seconds():
        raise TokenRefused(f"expected a life of at most {kind.life_max}, found {expires - issued} s")
    if now.timestamp() >= expires:
        raise TokenRefused("expected a token that is still valid, found an expired one", expired=True)


def _moment(seconds: int, like: datetime) -> datetime:
    return datetime.fromtimestamp(seconds, like.tzinfo)
