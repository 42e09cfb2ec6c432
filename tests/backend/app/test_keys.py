import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from backend.app.keys import KeysUnusableError, open_keys


def test_the_first_start_makes_one_key_for_each_use_that_only_the_owner_may_read(tmp_path: Path) -> None:
    keys = open_keys(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    files = sorted((tmp_path / "keys").iterdir())
    assert len(files) == 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert len({keys.server_public, keys.system_device_public, keys.grant_public_pem, keys.checkpoint_public}) == 4
    assert len(keys.token_secret) == 32


def test_later_starts_find_the_same_keys(tmp_path: Path) -> None:
    first, second = open_keys(tmp_path / "keys"), open_keys(tmp_path / "keys")
    assert first.checkpoint_public == second.checkpoint_public
    assert first.server_public == second.server_public
    assert first.system_device_public == second.system_device_public
    assert first.grant_public_pem == second.grant_public_pem
    assert first.token_secret == second.token_secret


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert open_keys(tmp_path / "a").token_secret != open_keys(tmp_path / "b").token_secret


def test_processes_that_start_at_once_agree_on_one_set_and_leave_nothing_behind(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: open_keys(tmp_path / "keys"), range(8)))
    assert len({keys.checkpoint_public for keys in found}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


@pytest.mark.parametrize("name", [".", "grant.p256.pem", "device-token.hs256"])
@pytest.mark.parametrize("mode", [0o040, 0o004, 0o020])
def test_a_folder_or_file_that_others_may_use_is_refused(tmp_path: Path, name: str, mode: int) -> None:
    open_keys(tmp_path / "keys")
    path = tmp_path / "keys" / name
    path.chmod(path.stat().st_mode | mode)
    with pytest.raises(KeysUnusableError, match="other accounts may use it"):
        open_keys(tmp_path / "keys")


def test_a_missing_key_is_not_made_anew_beside_the_others(tmp_path: Path) -> None:
    open_keys(tmp_path / "keys")
    (tmp_path / "keys" / "checkpoint.ed25519.pem").unlink()
    with pytest.raises(KeysUnusableError, match="Restore the whole folder"):
        open_keys(tmp_path / "keys")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    open_keys(tmp_path / "keys")
    other = ec.generate_private_key(ec.SECP384R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "keys" / "grant.p256.pem").write_bytes(pem)
    with pytest.raises(KeysUnusableError, match="Expected a P-256 key"):
        open_keys(tmp_path / "keys")


@pytest.mark.parametrize("name", ["checkpoint.ed25519.pem", "server.p256.pem", "device-token.hs256"])
def test_a_damaged_key_is_refused(tmp_path: Path, name: str) -> None:
    open_keys(tmp_path / "keys")
    (tmp_path / "keys" / name).write_bytes(b"-----BEGIN")
    with pytest.raises(KeysUnusableError):
        open_keys(tmp_path / "keys")
