import ssl
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from backend.app.keys import KeysUnusableError, open_keys
from backend.app.lan.authority import AUTHORITY_FILE, SERVER_FILE, open_authority, renew_server
from backend.app.lan.certificates import Signed, as_name, names_in

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
NAMES = ("192.168.1.20", "unitrail.lan")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    open_keys(tmp_path / "keys")
    return tmp_path / "keys"


def opened(folder: Path, *, now: datetime = NOW) -> Signed:
    return open_authority(folder, NAMES, host="plant", now=now)


def served(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / SERVER_FILE).read_bytes())


def test_the_authority_is_made_once_and_only_its_owner_may_read_it(folder: Path) -> None:
    first, second = opened(folder), opened(folder, now=NOW + timedelta(days=900))
    assert first.certificate == second.certificate
    assert stat.S_IMODE((folder / AUTHORITY_FILE).stat().st_mode) == 0o600
    open_keys(folder)  # which still accepts its folder


def test_processes_that_start_at_once_agree_on_one_authority(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: opened(folder).certificate.serial_number, range(8)))
    assert len(set(found)) == 1
    assert not list(folder.glob("*.unfinished"))


def test_the_authority_says_what_phones_ask_of_one_and_vouches_only_for_private_networks(folder: Path) -> None:
    extensions = opened(folder).certificate.extensions
    basic = extensions.get_extension_for_class(x509.BasicConstraints)
    assert basic.critical
    assert basic.value.ca
    assert basic.value.path_length == 0
    assert extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    constraints = extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    permitted = {str(each.value) for each in constraints.value.permitted_subtrees or ()}
    assert permitted >= {"192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "unitrail.lan", "localhost"}
    assert "0.0.0.0/0" not in permitted


def test_the_server_certificate_says_what_phones_ask_of_one(folder: Path) -> None:
    authority = opened(folder)
    assert renew_server(folder, authority, NAMES, now=NOW)
    certificate = served(folder)
    assert names_in(certificate) == {as_name(name) for name in (*NAMES, "localhost", "127.0.0.1")}
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=398)
    assert certificate.not_valid_before_utc < NOW
    certificate.verify_directly_issued_by(authority.certificate)
    assert stat.S_IMODE((folder / SERVER_FILE).stat().st_mode) == 0o600
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(folder / SERVER_FILE)


def test_a_server_certificate_that_is_still_good_is_kept(folder: Path) -> None:
    authority = opened(folder)
    renew_server(folder, authority, NAMES, now=NOW)
    first = served(folder)
    assert not renew_server(folder, authority, NAMES, now=NOW + timedelta(days=300))
    assert served(folder) == first


@pytest.mark.parametrize(
    ("names", "later"),
    [
        (("192.168.1.21", "unitrail.lan"), timedelta(0)),
        ((*NAMES, "10.1.2.3"), timedelta(0)),
        (NAMES, timedelta(days=370)),
        (NAMES, timedelta(days=500)),
    ],
    ids=["address changed", "address added", "nears its end", "ended"],
)
def test_a_server_certificate_is_renewed_under_the_same_authority(
    folder: Path, names: tuple[str, ...], later: timedelta
) -> None:
    authority = opened(folder)
    renew_server(folder, authority, NAMES, now=NOW)
    first = served(folder)
    assert renew_server(folder, authority, names, now=NOW + later)
    assert served(folder) != first
    served(folder).verify_directly_issued_by(authority.certificate)


def test_a_server_certificate_of_another_authority_is_replaced(folder: Path) -> None:
    renew_server(folder, opened(folder), NAMES, now=NOW)
    (folder / AUTHORITY_FILE).unlink()
    assert renew_server(folder, opened(folder), NAMES, now=NOW)


def test_a_name_outside_of_what_the_authority_may_vouch_for_is_refused_in_words(folder: Path) -> None:
    authority = opened(folder)
    with pytest.raises(KeysUnusableError, match=r"not for example\.com, 203\.0\.113\.7\. Move .* away"):
        renew_server(folder, authority, (*NAMES, "example.com", "203.0.113.7"), now=NOW)


@pytest.mark.parametrize("name", [AUTHORITY_FILE, SERVER_FILE])
@pytest.mark.parametrize("mode", [0o040, 0o004, 0o020])
def test_a_file_that_others_may_use_is_refused(folder: Path, name: str, mode: int) -> None:
    authority = opened(folder)
    renew_server(folder, authority, NAMES, now=NOW)
    (folder / name).chmod(0o600 | mode)
    with pytest.raises(KeysUnusableError, match="other accounts may use it"):
        renew_server(folder, opened(folder), NAMES, now=NOW)


def test_a_damaged_file_is_refused_not_replaced(folder: Path) -> None:
    opened(folder)
    (folder / AUTHORITY_FILE).write_text("-----BEGIN PRIVATE KEY-----\n")
    with pytest.raises(KeysUnusableError, match="cannot be read"):
        opened(folder)


def test_an_authority_near_its_end_says_what_to_do(folder: Path) -> None:
    opened(folder)
    with pytest.raises(KeysUnusableError, match=r"ends on 2036-\d\d-\d\d\. Move .* away"):
        opened(folder, now=NOW + timedelta(days=3640))
