"""What the two certificates say: an authority for private networks only, and a server certificate phones accept.

RFC 5280; iOS also asks for subject alternative names, the serverAuth purpose and at most 398 days.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS: Final = 3650
SERVER_DAYS: Final = 397
RENEW_BEFORE: Final = timedelta(days=30)
CLOCKS_DIFFER: Final = timedelta(days=1)
"""Valid from a day before, because phones' clocks are set by hand."""
OWN_NAMES: Final = ("localhost", "127.0.0.1")
_PRIVATE: Final = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7")
_HOST_CHARACTERS: Final = 40

Name = str | IPv4Address | IPv6Address


class Signed(msgspec.Struct, frozen=True):
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def as_name(text: str) -> Name:
    """Return an address if the text is one, otherwise the text as a host name."""
    try:
        return ip_address(text)
    except ValueError:
        return text.lower().rstrip(".")


def make_authority(names: Sequence[str], *, host: str, now: datetime) -> Signed:
    """Return a new authority that may vouch for private networks and for ``names``; phones show ``host``."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(f"Unitrail {host[:_HOST_CHARACTERS]} {secrets.token_hex(2).upper()}")
    permitted = [_general(as_name(name), subtree=True) for name in dict.fromkeys((*OWN_NAMES, *names))]
    permitted += [x509.IPAddress(ip_network(network)) for network in _PRIVATE]
    builder = (
        _builder(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
    )
    return Signed(builder.sign(key, hashes.SHA256()), key)


def make_server(authority: Signed, names: Iterable[Name], *, now: datetime) -> Signed:
    """Return a new server certificate for ``names``, with a new key."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject
    builder = (
        # The subject is no host name: verifiers that still read it would hold it against the constraints.
        _builder(_subject("Unitrail server"), issuer, key, now, SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    return Signed(builder.sign(authority.key, hashes.SHA256()), key)


def still_good(server: x509.Certificate, authority: x509.Certificate, names: Iterable[Name], *, now: datetime) -> bool:
    """Say whether the certificate is the authority's, for exactly these names, and neither new nor old."""
    try:
        server.verify_directly_issued_by(authority)
    except (ValueError, InvalidSignature):
        return False
    in_time = server.not_valid_before_utc <= now < server.not_valid_after_utc - RENEW_BEFORE
    return in_time and names_in(server) == set(names)


def names_in(server: x509.Certificate) -> set[Name]:
    """Return the names a server certificate is for."""
    alternatives = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = alternatives.get_values_for_type(x509.IPAddress)
    return {*alternatives.get_values_for_type(x509.DNSName), *map(as_name, map(str, addresses))}


def outside(authority: x509.Certificate, names: Iterable[Name]) -> list[Name]:
    """Return the names that the authority may not vouch for."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or ()
    networks = [ip_network(str(each.value)) for each in permitted if isinstance(each, x509.IPAddress)]
    hosts = [each.value for each in permitted if isinstance(each, x509.DNSName)]

    def covered(name: Name) -> bool:
        if isinstance(name, str):
            return any(name == host or name.endswith(f".{host}") for host in hosts)
        return any(name in network for network in networks)

    return [name for name in names if not covered(name)]


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 fingerprint as phones show it: pairs of capital hex digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    start = now.replace(microsecond=0) - CLOCKS_DIFFER
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=start,
        not_valid_after=start + timedelta(days=days),
    ).add_extension(identifier, critical=False)


def _subject(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Unitrail"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


def _general(name: Name, *, subtree: bool = False) -> x509.GeneralName:
    if isinstance(name, str):
        return x509.DNSName(name)
    return x509.IPAddress(ip_network(str(name)) if subtree else name)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
