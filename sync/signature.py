"""P-256 signatures as WebCrypto makes them (P09): ECDSA with SHA-256, r‖s in hex, converted for `cryptography`."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

_SIGNATURE_DIGITS = 128
_ALGORITHM = ec.ECDSA(SHA256())


def load_public_key(point: str) -> ec.EllipticCurvePublicKey:
    """Return the key of an uncompressed P-256 point in hex; raises ValueError if it is none."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes.fromhex(point))


def is_valid(key: ec.EllipticCurvePublicKey, signature: str, text: bytes) -> bool:
    """Say whether ``signature`` (128 hex digits) is this key's over ``text``."""
    if len(signature) != _SIGNATURE_DIGITS:
        return False
    try:
        r, s = int(signature[:64], 16), int(signature[64:], 16)
        key.verify(encode_dss_signature(r, s), text, _ALGORITHM)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(key: ec.EllipticCurvePrivateKey, text: bytes) -> str:
    """Return the signature of ``text``, r‖s as 128 hex digits."""
    r, s = decode_dss_signature(key.sign(text, _ALGORITHM))
    return f"{r:064x}{s:064x}"


def public_point(key: ec.EllipticCurvePublicKey) -> str:
    """Return the key as an uncompressed point in hex."""
    numbers = key.public_numbers()
    return f"04{numbers.x:064x}{numbers.y:064x}"
