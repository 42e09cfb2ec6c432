"""The server's keys, in a folder of their own outside the database: whoever owns the database cannot sign for it.

Made at the first start, all or none; a folder or file that others may read is refused, never repaired silently.
"""

import os
import secrets
import shutil
from pathlib import Path
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from backend.app.private_files import shared_mode, sync_folder, write_private
from sync.signature import public_point

_CHECKPOINT: Final = "checkpoint.ed25519.pem"
_SERVER: Final = "server.p256.pem"
_SYSTEM: Final = "system-device.p256.pem"
_GRANT: Final = "grant.p256.pem"
_TOKEN: Final = "device-token.hs256"  # noqa: S105 - a file's name
_FILES: Final = (_CHECKPOINT, _SERVER, _SYSTEM, _GRANT, _TOKEN)
_TOKEN_BYTES: Final = 32


class KeysUnusableError(RuntimeError):
    """The keys folder cannot be used; the text says why and what to do."""


class Keys(msgspec.Struct, frozen=True):
    """One key per use.

    ``checkpoint`` signs tree heads (P43), ``server`` opens sealed exports (P42), ``system_device`` signs the server's
    own pushes (P09), ``grant`` signs shift grants (ES256), ``token_secret`` access tokens of devices (HS256).
    """

    checkpoint: ed25519.Ed25519PrivateKey
    server: ec.EllipticCurvePrivateKey
    system_device: ec.EllipticCurvePrivateKey
    grant: ec.EllipticCurvePrivateKey
    token_secret: bytes

    @property
    def checkpoint_public(self) -> str:
        """Return the checkpoint key's public half, 64 hex digits."""
        return self.checkpoint.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    @property
    def server_public(self) -> str:
        """Return the server key as an uncompressed point in hex, as devices are told (P36)."""
        return public_point(self.server.public_key())

    @property
    def system_device_public(self) -> str:
        """Return the system device's key as an uncompressed point in hex."""
        return public_point(self.system_device.public_key())

    @property
    def grant_private_pem(self) -> str:
        """Return the grant key as PEM, for the token library."""
        return _private_pem(self.grant).decode()

    @property
    def grant_public_pem(self) -> str:
        """Return the grant key's public half as PEM."""
        return self.grant.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def open_keys(folder: Path) -> Keys:
    """Return the keys in ``folder``, made there if the folder does not exist; raises KeysUnusableError."""
    if not folder.exists():
        _create(folder)
    _check(folder)
    return Keys(
        checkpoint=_load_signing(folder / _CHECKPOINT),
        server=_load_p256(folder / _SERVER),
        system_device=_load_p256(folder / _SYSTEM),
        grant=_load_p256(folder / _GRANT),
        token_secret=_load_secret(folder / _TOKEN),
    )


def _create(folder: Path) -> None:
    """Write all keys into a folder beside, then rename it: of several processes starting at once, one wins."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.{secrets.token_hex(4)}.unfinished")
    unfinished.mkdir(mode=0o700)
    write_private(unfinished / _CHECKPOINT, _private_pem(ed25519.Ed25519PrivateKey.generate()))
    for name in (_SERVER, _SYSTEM, _GRANT):
        write_private(unfinished / name, _private_pem(ec.generate_private_key(ec.SECP256R1())))
    write_private(unfinished / _TOKEN, secrets.token_bytes(_TOKEN_BYTES))
    sync_folder(unfinished)
    try:
        unfinished.rename(folder)
    except OSError:
        # Renaming onto a folder with files in it fails: another process was first, and its keys are the ones.
        shutil.rmtree(unfinished)
        if not folder.exists():
            raise
    sync_folder(folder.parent)


def _check(folder: Path) -> None:
    for path in (folder, *(folder / name for name in _FILES)):
        if not path.exists():
            raise KeysUnusableError(
                f"Expected the key {path}, found none. Restore the whole folder {folder} from its backup: "
                "with new keys, earlier checkpoints and sealed exports could no longer be checked or opened."
            )
        mode = shared_mode(path)
        if mode is not None:
            raise KeysUnusableError(
                f"{path} has mode {mode}: other accounts may use it. "
                f"If nobody else has read it, run: chmod -R go= {folder}"
            )


def _load_signing(path: Path) -> ed25519.Ed25519PrivateKey:
    key = _load(path)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise KeysUnusableError(f"Expected an Ed25519 key in {path}, found {type(key).__name__}.")
    return key


def _load_p256(path: Path) -> ec.EllipticCurvePrivateKey:
    key = _load(path)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeysUnusableError(f"Expected a P-256 key in {path}, found {type(key).__name__}.")
    return key


def _load(path: Path) -> PrivateKeyTypes:
    try:
        return load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, OSError) as error:
        raise KeysUnusableError(f"The key {path} cannot be read: {error}. Restore it from its backup.") from error


def _load_secret(path: Path) -> bytes:
    secret = path.read_bytes()
    if len(secret) != _TOKEN_BYTES:
        raise KeysUnusableError(f"Expected {_TOKEN_BYTES} bytes in {path}, found {len(secret)}.")
    return secret


def _private_pem(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
