import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indgang.kernel.cipher import Cipher, UndecryptableError, WeakKeyError, new_key

OLD, NEW = "gammel-" * 6, "nyere-noegle-" * 4


@pytest.mark.parametrize("key", ["", "   ", ",", "kort", f"{NEW} kort", "x" * 31])
def test_a_weak_key_is_refused_and_never_shown(key: str) -> None:
    with pytest.raises(WeakKeyError) as refusal:
        Cipher(key)
    assert "kort" not in str(refusal.value)


def test_bytes_from_another_key_are_refused() -> None:
    token = Cipher(OLD).encrypt("0101304000")
    for act in (Cipher(NEW).decrypt, Cipher(NEW).rotated):
        with pytest.raises(UndecryptableError):
            act(token)


def test_a_changed_byte_is_refused() -> None:
    token = bytearray(Cipher(NEW).encrypt("0101304000"))
    token[20] ^= 1
    with pytest.raises(UndecryptableError):
        Cipher(NEW).decrypt(bytes(token))


@settings(max_examples=15)
@given(st.text())
def test_what_was_encrypted_comes_back_and_what_was_hashed_is_found(text: str) -> None:
    cipher = Cipher(NEW)
    assert cipher.decrypt(cipher.encrypt(text)) == text
    assert cipher.keyed_hash(text) == Cipher(NEW).keyed_hash(text)


def test_the_same_text_is_never_the_same_bytes_twice() -> None:
    assert Cipher(NEW).encrypt("x") != Cipher(NEW).encrypt("x")


def test_hashes_tell_texts_and_keys_apart() -> None:
    cipher = Cipher(NEW)
    assert len(cipher.keyed_hash("a")) == 32
    assert cipher.keyed_hash("a") != cipher.keyed_hash("b")
    assert cipher.keyed_hash("a") != Cipher(OLD).keyed_hash("a")


def test_a_key_is_replaced_without_losing_anything() -> None:
    before = Cipher(OLD)
    token, found_by = before.encrypt("0101304000"), before.keyed_hash("0101304000")

    during = Cipher(f"{NEW}, {OLD}")
    assert during.decrypt(token) == "0101304000"
    assert during.keyed_hashes("0101304000") == (
        Cipher(NEW).keyed_hash("0101304000"),
        found_by,
    )
    moved = during.rotated(token)

    after = Cipher(NEW)
    assert after.decrypt(moved) == "0101304000"
    assert after.keyed_hash("0101304000") == during.keyed_hash("0101304000")


def test_a_cipher_does_not_tell_its_key() -> None:
    assert NEW not in repr(Cipher(NEW))


def test_a_new_key_is_strong_and_new() -> None:
    assert Cipher(new_key())
    assert new_key() != new_key()
