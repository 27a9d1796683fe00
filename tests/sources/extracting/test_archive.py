"""A zip of documents: what is unpacked from it, and what never is."""

import io
import zipfile

import pytest

from sources.extracting import archive
from sources.extracting.archive import is_archive, unpacked
from sources.extracting.errors import FileDamaged, FileTooLarge


def a_zip(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return packed.getvalue()


def test_files_come_out_under_their_names_in_their_order():
    data = a_zip(**{"b/two.txt": b"2", "a.txt": b"1", "b/": b""})
    assert is_archive(data)
    assert list(unpacked(data, most=10)) == [("b/two.txt", b"2"), ("a.txt", b"1")]


def test_what_a_computer_puts_beside_them_is_left_out():
    data = a_zip(**{"a.txt": b"1", "__MACOSX/._a.txt": b"x", "b/.DS_Store": b"x", "Thumbs.db": b"x"})
    assert [name for name, _ in unpacked(data, most=10)] == ["a.txt"]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_a_document_that_is_a_zip_inside_is_no_archive(name):
    assert not is_archive(a_zip(**{name: b"", "word/document.xml": b""}))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04 and then nothing of it", b"%PDF-1.7", b"text"])
def test_other_bytes_are_no_archive(data):
    assert not is_archive(data)


def test_chinese_names_of_windows_are_read():
    packed = a_zip(**{"____.txt": b"1"}).replace(b"____.txt", "洪水".encode("gb18030") + b".txt")
    assert [name for name, _ in unpacked(packed, most=10)] == ["洪水.txt"]


def test_a_file_that_unfolds_to_too_much_is_not_unpacked_whole():
    (_, refusal), (_, fine) = unpacked(a_zip(**{"bomb.txt": b"0" * 100_000, "a.txt": b"1"}), most=1000)
    assert isinstance(refusal, FileTooLarge)
    assert fine == b"1"


def test_an_archive_that_unfolds_to_too_much_ends_where_it_does(monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 2500)
    found = list(unpacked(a_zip(**{f"{n}.txt": b"0" * 1000 for n in range(5)}), most=1000))
    assert [type(data) for _, data in found] == [bytes, bytes, FileTooLarge]


def test_an_archive_of_too_many_entries_is_not_opened(monkeypatch):
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 2)
    assert not is_archive(a_zip(**{f"{n}.txt": b"0" for n in range(3)}))


def test_a_damaged_file_is_told_and_the_others_come_out():
    data = a_zip(**{"a.txt": b"about 43,000 people " * 9, "b.txt": b"1"})
    cut = data.index(b"a.txt") + 8
    spoilt = data[:cut] + bytes([data[cut] ^ 0xFF]) + data[cut + 1 :]
    (_, refusal), (_, fine) = unpacked(spoilt, most=1000)
    assert isinstance(refusal, FileDamaged)
    assert fine == b"1"


def test_a_locked_file_is_told():
    data = bytearray(a_zip(**{"a.txt": b"1"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    ((_, refusal),) = unpacked(bytes(data), most=10)
    assert isinstance(refusal, FileDamaged)
    assert "password" in str(refusal)
