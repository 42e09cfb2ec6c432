from argon2 import PasswordHasher

from backend.app.passwords import Hashing

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


async def test_a_secret_matches_its_own_hash_only() -> None:
    hashing = Hashing(CHEAP)
    encoded = await hashing.hashed("copper kettle")
    assert encoded.startswith("$argon2id$")
    assert await hashing.matches(encoded, "copper kettle")
    assert not await hashing.matches(encoded, "copper kettl")


async def test_two_hashes_of_one_secret_differ() -> None:
    hashing = Hashing(CHEAP)
    assert await hashing.hashed("copper kettle") != await hashing.hashed("copper kettle")


async def test_without_a_hash_nothing_matches() -> None:
    assert not await Hashing(CHEAP).matches(None, "")


async def test_a_damaged_hash_matches_nothing() -> None:
    assert not await Hashing(CHEAP).matches("$argon2id$v=19$broken", "copper kettle")


def test_one_time_passwords_are_different_and_can_be_read_aloud() -> None:
    made = {Hashing(CHEAP).one_time() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 19 and not set(one) & set("01OILU") for one in made)
