"""Keeps the authority and the server certificate beside the other keys: made once, renewed in time, 0600.

Each is one file with its key, put in place whole, so that several processes starting at once agree.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from backend.app.keys import KeysUnusableError
from backend.app.lan.certificates import (
    OWN_NAMES,
    RENEW_BEFORE,
    Signed,
    as_name,
    make_authority,
    make_server,
    outside,
    still_good,
)
from backend.app.private_files import shared_mode, write_private

AUTHORITY_FILE: Final = "lan-authority.pem"
SERVER_FILE: Final = "lan-server.pem"
_ANEW: Final = "Move {path} away and start again: a new authority is made, and each phone installs it as at first."


def open_authority(folder: Path, names: Sequence[str], *, host: str, now: datetime) -> Signed:
    """Return the authority in ``folder``, made there for ``names`` if there is none; raises KeysUnusableError."""
    path = folder / AUTHORITY_FILE
    if not path.exists():
        made = _beside(path, make_authority(names, host=host, now=now))
        with suppress(FileExistsError):  # another process was first, and its authority is the one
            path.hardlink_to(made)
        made.unlink()
    authority = _read(path)
    ends = authority.certificate.not_valid_after_utc
    if ends - RENEW_BEFORE <= now:
        raise KeysUnusableError(f"The certificate authority ends on {ends:%Y-%m-%d}. {_ANEW.format(path=path)}")
    return authority


def renew_server(folder: Path, authority: Signed, names: Sequence[str], *, now: datetime) -> bool:
    """Leave a certificate for ``names`` in ``SERVER_FILE``; say whether a new one was needed.

    Raises KeysUnusableError for a name that the authority may not vouch for.
    """
    path, wanted = folder / SERVER_FILE, list(dict.fromkeys(as_name(name) for name in (*names, *OWN_NAMES)))
    if path.exists() and still_good(_read(path).certificate, authority.certificate, wanted, now=now):
        return False
    strange = outside(authority.certificate, wanted)
    if strange:
        raise KeysUnusableError(
            "The certificate authority was made for private networks and for what was known then, not for "
            f"{', '.join(map(str, strange))}. {_ANEW.format(path=folder / AUTHORITY_FILE)}"
        )
    _beside(path, make_server(authority, wanted, now=now)).replace(path)
    return True


def _beside(path: Path, signed: Signed) -> Path:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.unfinished")
    key = signed.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_private(unfinished, key + signed.certificate.public_bytes(Encoding.PEM))
    return unfinished


def _read(path: Path) -> Signed:
    mode = shared_mode(path)
    if mode is not None:
        raise KeysUnusableError(
            f"{path} has mode {mode}: other accounts may use it. If nobody else has read it, run: chmod go= {path}"
        )
    content = path.read_bytes()
    try:
        key, certificate = load_pem_private_key(content, password=None), x509.load_pem_x509_certificate(content)
    except (ValueError, TypeError) as error:
        raise KeysUnusableError(f"{path} cannot be read: {error}. Restore it from its backup.") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise KeysUnusableError(f"Key and certificate in {path} do not belong together. Restore it from its backup.")
    return Signed(certificate, key)
