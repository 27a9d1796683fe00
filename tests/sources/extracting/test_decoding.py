import os

import pytest

from sources.extracting.decoding import clean, decoded
from sources.extracting.errors import FileEmpty, FormatUnknown

SIMPLIFIED = "港口办公室表示，约有四万三千人乘船离开海湾。2019年6月的救援行动持续了两周。"
TRADITIONAL = "港務局表示，約有四萬三千人乘船離開海灣。救援行動持續了兩週，國際組織表示感謝。"
WESTERN = "The mayor of Zürich said – “naïve” or not – that the café owed €5 to Françoise on Tuesday."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")),
        *((TRADITIONAL, encoding) for encoding in ("big5", "utf-16-le", "utf-32")),
        *((WESTERN, encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")),
    ],
)
def test_text_is_read_in_every_usual_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


def test_a_few_broken_bytes_do_not_change_the_encoding_and_are_noted() -> None:
    read = decoded((SIMPLIFIED * 4).encode()[:-1])
    assert read.text.startswith(SIMPLIFIED)
    assert read.encoding == "utf-8"
    assert "could not be read" in read.notes[0]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u200b \u3000".encode()])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    with pytest.raises(FileEmpty):
        decoded(data)


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01" + bytes(64), bytes(range(256)) * 8, b"\x00" * 40])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(FormatUnknown):
        decoded(data)


def test_random_bytes_are_refused() -> None:
    with pytest.raises(FormatUnknown):
        decoded(os.urandom(4096))


def test_what_a_database_or_a_reader_cannot_bear_is_dropped() -> None:
    assert clean("a\x00b\ud800c\u202ed\ufeffe\u00adf\r\ng\rh\u2028i\x07") == "ab\ufffdcdef\ng\nh\ni"


def test_full_width_digits_and_circled_numbers_stay_as_written() -> None:
    assert clean("４３０００人① km² ½") == "４３０００人① km² ½"


def test_accents_are_composed() -> None:
    assert clean("cafe\u0301") == "caf\u00e9"
