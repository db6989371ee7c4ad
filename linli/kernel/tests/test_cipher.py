"""Sealing: opens where it stands, nowhere else, and after a change of keys."""

import stat
from binascii import unhexlify
from threading import Thread

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from hypothesis import given, strategies as st

from linli.kernel import cipher
from linli.kernel.cipher import CannotOpen

HERE = "people_resident.citizen_id:0192"
ELSEWHERE = "people_resident.citizen_id:0193"

suites = pytest.mark.parametrize("suite", ["aes", "sm4"])


@pytest.fixture(autouse=True)
def _forget_keyrings():
    yield
    cipher.load.cache_clear()


@suites
def test_opens_what_it_sealed(tmp_path, suite):
    ring = cipher.load(tmp_path, suite)
    blob = ring.seal(b"350206201806123019", HERE)
    assert ring.open(blob, HERE) == b"350206201806123019"
    assert len(blob) == 48
    assert b"3502" not in blob


@suites
def test_refuses_what_was_moved_to_another_row(tmp_path, suite):
    ring = cipher.load(tmp_path, suite)
    blob = ring.seal(b"350206201806123019", HERE)
    with pytest.raises(CannotOpen):
        ring.open(blob, ELSEWHERE)


@suites
def test_refuses_a_flip_of_any_bit(tmp_path, suite):
    ring = cipher.load(tmp_path, suite)
    blob = ring.seal(b"secret", HERE)
    for place in range(len(blob)):
        flipped = bytearray(blob)
        flipped[place] ^= 1
        with pytest.raises(CannotOpen):
            ring.open(bytes(flipped), HERE)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01\x01" + b"0" * 27, b"\x02\x01" + b"0" * 40])
def test_refuses_what_it_never_sealed(tmp_path, blob):
    with pytest.raises(CannotOpen):
        cipher.load(tmp_path, "aes").open(blob, HERE)


@suites
def test_the_same_value_never_looks_the_same(tmp_path, suite):
    ring = cipher.load(tmp_path, suite)
    assert ring.seal(b"same", HERE) != ring.seal(b"same", HERE)


def test_after_a_change_of_keys_the_old_still_open_and_the_new_seals(tmp_path):
    old = cipher.load(tmp_path, "aes").seal(b"old", HERE)
    assert cipher.add_key(tmp_path, "aes") == 2
    cipher.load.cache_clear()
    ring = cipher.load(tmp_path, "aes")
    new = ring.seal(b"new", HERE)
    assert (old[1], new[1]) == (1, 2)
    assert (ring.open(old, HERE), ring.open(new, HERE)) == (b"old", b"new")


def test_many_are_opened_at_a_go_whichever_key_sealed_each(tmp_path):
    before = cipher.load(tmp_path, "aes")
    old = [before.seal(value, HERE) for value in (b"one", b"two")]
    cipher.add_key(tmp_path, "aes")
    cipher.load.cache_clear()
    ring = cipher.load(tmp_path, "aes")
    mixed = [old[0], ring.seal(b"three", HERE), old[1]]
    here = HERE.encode()
    assert list(ring.open_each((blob, here) for blob in mixed)) == [b"one", b"three", b"two"]


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01\x09" + b"0" * 40])
def test_of_many_one_that_cannot_be_opened_stops_the_opening(tmp_path, blob):
    ring = cipher.load(tmp_path, "aes")
    opening = ring.open_each([(ring.seal(b"one", HERE), HERE.encode()), (blob, HERE.encode())])
    assert next(opening) == b"one"
    with pytest.raises(CannotOpen):
        next(opening)


def test_a_house_may_change_its_suite(tmp_path):
    before = cipher.load(tmp_path, "aes")
    sealed, found = before.seal(b"old", HERE), before.blind("phone", "13800138000")
    after = cipher.load(tmp_path, "sm4")
    assert after.open(sealed, HERE) == b"old"
    assert after.keys[after.seal(b"new", HERE)[1]].suite == "sm4"
    assert after.blind("phone", "13800138000") == found


def test_without_its_key_nothing_opens(tmp_path):
    blob = cipher.load(tmp_path / "one", "aes").seal(b"secret", HERE)
    with pytest.raises(CannotOpen):
        cipher.load(tmp_path / "two", "aes").open(blob, HERE)


def test_key_files_are_for_their_owner_alone(tmp_path):
    cipher.load(tmp_path / "keys", "aes")
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == ["001-aes.key", "blind.key"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_two_starting_at_once_share_one_key(tmp_path):
    made = []
    threads = [
        Thread(target=lambda: made.append(cipher._secret_in(tmp_path / "001-aes.key", 32)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1


def test_the_blind_index_tells_purposes_apart(tmp_path):
    ring = cipher.load(tmp_path, "aes")
    assert len(ring.blind("citizen_id", "1")) == 16
    assert ring.blind("citizen_id", "1") == ring.blind("citizen_id", "1")
    assert ring.blind("citizen_id", "1") != ring.blind("phone", "1")


def test_a_key_of_ones_own_is_independent_of_the_ring():
    own = cipher.fresh_key("aes")
    assert own.open(own.seal(b"mine", HERE), HERE) == b"mine"
    with pytest.raises(CannotOpen):
        cipher.fresh_key("aes").open(own.seal(b"mine", HERE), HERE)


def test_aes_is_rfc_8452s():
    key, nonce = unhexlify("01" + "00" * 31), unhexlify("03" + "00" * 11)
    plain = unhexlify("0100000000000000")
    expected = unhexlify("c2ef328e5c71c83b843122130f7364b761e0b97427e3df28")
    assert AESGCMSIV(key).encrypt(nonce, plain, None) == expected


def test_sm4_is_rfc_8998s():
    key = unhexlify("0123456789abcdeffedcba9876543210")
    nonce = unhexlify("00001234567800000000abcd")
    context = unhexlify("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = b"".join(bytes([byte]) * 8 for byte in unhexlify("aabbccddeeffeeaa"))
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(context)
    encryptor.update(plain) + encryptor.finalize()
    assert encryptor.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"


@given(st.binary(max_size=200), st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_bytes_come_back(value, context):
    for suite in cipher.SUITES:
        key = cipher.fresh_key(suite)
        assert key.open(key.seal(value, context), context) == value


def test_a_file_that_is_no_key_is_left_alone(tmp_path):
    (tmp_path / "notes.key").write_text("not a key")
    (tmp_path / "session.key").write_text("somebody else's")
    assert list(cipher.load(tmp_path, "aes").keys) == [1]


def test_refuses_to_make_a_key_with_no_number_left(tmp_path):
    (tmp_path / "255-aes.key").write_text("00" * 32)
    with pytest.raises(ValueError, match="no key ids"):
        cipher.add_key(tmp_path, "aes")
