from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from backend.app.cli_failure import CommandFailed
from backend.app.lan import tls
from backend.app.lan.authority import SERVER_FILE
from backend.app.lan.tls import EVERYWHERE, for_network, open_tls
from backend.app.settings import Settings

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def lan(folder: Path, **given: object) -> Settings:
    return Settings(data=folder, tls_lan=True, tls_names="192.168.1.20, unitrail.lan").model_copy(update=given)


def test_phones_are_sent_to_the_first_name_and_the_server_listens_to_the_network(tmp_path: Path) -> None:
    settings = for_network(lan(tmp_path))
    assert (settings.address, settings.host) == ("https://192.168.1.20:8080", EVERYWHERE)


def test_an_ipv6_address_stands_in_brackets(tmp_path: Path) -> None:
    assert for_network(lan(tmp_path, tls_names="fd00::20")).address == "https://[fd00::20]:8080"


def test_an_address_to_listen_on_and_a_public_address_that_were_given_are_kept(tmp_path: Path) -> None:
    settings = for_network(lan(tmp_path, host="192.168.1.20", public_url="https://unitrail.lan"))
    assert (settings.address, settings.host) == ("https://unitrail.lan", "192.168.1.20")


def test_without_the_setting_nothing_changes_and_http_is_served(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert for_network(settings) is settings
    assert open_tls(settings, now=NOW) is None


def test_no_address_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "lan_addresses", lambda: ())
    with pytest.raises(CommandFailed, match=r"found none besides .* UNITRAIL_TLS_NAMES=192\.168\.1\.20"):
        for_network(lan(tmp_path, tls_names=None))


def test_the_machines_own_addresses_are_used_when_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "lan_addresses", lambda: (IPv4Address("10.0.0.5"), IPv4Address("192.168.1.20")))
    assert for_network(lan(tmp_path, tls_names=None)).address == "https://10.0.0.5:8080"


def test_the_first_start_makes_keys_authority_and_certificate(tmp_path: Path) -> None:
    opened = open_tls(lan(tmp_path), now=NOW)
    assert opened is not None
    assert opened.lan is not None
    assert opened.certificate == tmp_path / "keys" / SERVER_FILE
    assert opened.lan.page_port == 8081


def own(folder: Path, mode: int) -> tuple[Path, Path]:
    certificate, key = folder / "own.crt", folder / "own.key"
    for path in (certificate, key):
        path.write_text("PEM")
        path.chmod(mode)
    return certificate, key


def test_own_files_are_served(tmp_path: Path) -> None:
    certificate, key = own(tmp_path, 0o640)
    settings = Settings(data=tmp_path, tls_certificate=certificate, tls_key=key)
    opened = open_tls(settings, now=NOW)
    assert opened is not None
    assert (opened.certificate, opened.key, opened.lan) == (certificate, key, None)
    assert settings.address == "https://localhost:8080"


def test_an_own_key_that_everyone_may_read_is_refused(tmp_path: Path) -> None:
    certificate, key = own(tmp_path, 0o644)
    with pytest.raises(CommandFailed, match="every account may use the key"):
        open_tls(Settings(data=tmp_path, tls_certificate=certificate, tls_key=key), now=NOW)


def test_own_files_come_in_pairs_and_not_beside_a_made_certificate(tmp_path: Path) -> None:
    certificate, key = own(tmp_path, 0o600)
    with pytest.raises(CommandFailed, match="both or neither"):
        open_tls(Settings(data=tmp_path, tls_certificate=certificate), now=NOW)
    with pytest.raises(CommandFailed, match="give one"):
        open_tls(lan(tmp_path, tls_certificate=certificate, tls_key=key), now=NOW)
