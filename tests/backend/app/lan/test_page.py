import base64
import re
import threading
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509

from backend.app.cli_failure import CommandFailed
from backend.app.lan import keeping as keeping_module
from backend.app.lan.certificates import fingerprint
from backend.app.lan.keeping import keeping
from backend.app.lan.page_server import Answer, answer
from backend.app.lan.tls import Lan, open_tls
from backend.app.settings import Settings
from backend.log.clock import Clock

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


class StillClock(Clock):
    def now(self) -> datetime:
        return NOW

    def new_id(self) -> str:
        raise AssertionError


def network(folder: Path) -> Lan:
    opened = open_tls(Settings(data=folder, tls_lan=True, tls_names="192.168.1.20,10.0.0.5"), now=NOW)
    assert opened is not None
    assert opened.lan is not None
    return opened.lan


def asked(lan: Lan, target: str, *, host: str = "192.168.1.20:8081", languages: str = "en") -> Answer | None:
    return answer(target, host=host, languages=languages, lan=lan, port=8080)


def page(lan: Lan, target: str = "/", *, host: str = "192.168.1.20:8081", languages: str = "en") -> str:
    found = asked(lan, target, host=host, languages=languages)
    assert found is not None
    return found.content.decode()


def test_the_certificate_downloads_as_what_phones_install(tmp_path: Path) -> None:
    lan = network(tmp_path)
    der, pem = asked(lan, "/unitrail-ca.crt"), asked(lan, "/unitrail-ca.pem")
    assert der is not None
    assert pem is not None
    assert der.media_type == pem.media_type == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(der.content) == lan.authority.certificate
    assert x509.load_pem_x509_certificate(pem.content) == lan.authority.certificate


def test_nothing_else_is_there(tmp_path: Path) -> None:
    lan = network(tmp_path)
    for target in ("/health", "/unitrail-ca.key", "/../keys/lan-authority.pem", "//", "", "/?x=[", "http://[/"):
        found = asked(lan, target)
        assert (found is None) == (target != "/?x=[")


def test_the_page_speaks_the_phones_language_or_the_chosen_one(tmp_path: Path) -> None:
    lan = network(tmp_path)
    assert "让手机信任" in page(lan, languages="zh-CN,en;q=0.8")
    assert "Let this phone trust" in page(lan, languages="de")
    assert "让手机信任" in page(lan, "/?lang=zh")
    assert "Let this phone trust" in page(lan, "/?lang=en", languages="zh")


def test_the_page_leads_to_the_address_by_which_the_phone_came_and_to_no_foreign_one(tmp_path: Path) -> None:
    lan = network(tmp_path)
    assert 'data-address="https://10.0.0.5:8080"' in page(lan, host="10.0.0.5:8081")
    for foreign in ("evil.example:8081", '"><script>', ""):
        text = page(lan, host=foreign)
        assert 'data-address="https://192.168.1.20:8080"' in text
        assert "evil" not in text


def test_the_page_shows_the_fingerprint_to_compare(tmp_path: Path) -> None:
    lan = network(tmp_path)
    assert fingerprint(lan.authority.certificate) in page(lan)


def test_the_policy_lets_only_the_pages_own_style_and_script_run(tmp_path: Path) -> None:
    found = asked(network(tmp_path), "/")
    assert found is not None
    policy = found.headers["Content-Security-Policy"]
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", found.content.decode(), re.DOTALL)
        assert base64.b64encode(sha256(content.encode()).digest()).decode() in policy


def test_a_changed_address_renews_while_the_server_runs_and_the_workers_load_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, reloaded = network(tmp_path), threading.Event()
    monkeypatch.setattr(keeping_module, "network_names", lambda _settings: ("192.168.7.7",))
    with keeping(lan, Settings(), StillClock(), reloaded.set, every=0.01):
        assert reloaded.wait(10)


def test_a_moment_without_network_is_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lan, reloaded, turns = network(tmp_path), threading.Event(), iter([CommandFailed("no address")])

    def names(_settings: Settings) -> tuple[str, ...]:
        for failure in turns:
            raise failure
        return ("192.168.7.7",)

    monkeypatch.setattr(keeping_module, "network_names", names)
    with keeping(lan, Settings(), StillClock(), reloaded.set, every=0.01):
        assert reloaded.wait(10)
