"""Opens a sealed export (P42): ECDH on P-256, HKDF-SHA-256, AES-256-GCM. What is inside is a push like any other."""

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.signature import load_public_key

_INFO = b"unitrail-sealed-v1"
_KEY_BYTES = 32


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it leaves a device; bytes in hex."""

    ciphertext: str
    device: str
    ephemeral: str
    iv: str
    v: int


class NotOpened(ValueError):  # noqa: N818 - a reason
    """The file is damaged, or was sealed for another server."""


def open_sealed(file: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the push body inside; raises NotOpened saying what was expected and found."""
    try:
        sealed = msgspec.json.decode(file, type=Sealed)
        shared = key.exchange(ec.ECDH(), load_public_key(sealed.ephemeral))
        secret = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_INFO).derive(shared)
        return AESGCM(secret).decrypt(
            bytes.fromhex(sealed.iv), bytes.fromhex(sealed.ciphertext), sealed.device.encode()
        )
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, InvalidTag) as error:
        raise NotOpened(f"expected an export sealed for this server, found: {error!r}") from error
