"""argon2id for passwords and PINs (RFC 9106), off the event loop, and one-time passwords that can be read aloud."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE: Final = 2
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no 0 O 1 I L U
_GROUPS: Final = 4
_GROUP_LENGTH: Final = 4


class Hashing:
    """Implements `backend.people.routes.SecretHashing`. ``hasher``: with its costs; argon2-cffi's by default."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = asyncio.Semaphore(AT_ONCE)
        # Compared with when there is no hash, so that it takes as long as when there is one.
        self._nobodys = self._hasher.hash(secrets.token_urlsafe(24))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one of the few turns."""
        async with self._turns:
            yield

    async def matches(self, encoded: str | None, secret: str) -> bool:
        """Compare; with no hash, take as long and say no."""
        same = await asyncio.to_thread(self._verify, encoded or self._nobodys, secret)
        return same and encoded is not None

    async def hashed(self, secret: str) -> str:
        """Return the encoded hash with a new salt."""
        return await asyncio.to_thread(self._hasher.hash, secret)

    def one_time(self) -> str:
        """Return a one-time password: 78 random bits in four groups, without look-alikes."""
        letters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH)]
        return "-".join("".join(letters[at : at + _GROUP_LENGTH]) for at in range(0, len(letters), _GROUP_LENGTH))

    def _verify(self, encoded: str, secret: str) -> bool:
        try:
            return self._hasher.verify(encoded, secret)
        except (VerificationError, InvalidHashError):
            return False
