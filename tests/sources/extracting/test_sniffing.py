import pytest

from sources.extracting import FormatUnknown, extract
from sources.extracting.sniffing import Format, image_media_type, text_format


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Nine ships came back.\n", Format.PLAIN),
        ("We are #1 in the world and 3 * 4 = 12.\n- Ann\n", Format.PLAIN),
        ("# Nine ships\n\nThey came back.", Format.MARKDOWN),
        ("See [[zh:港口]] there.", Format.MARKDOWN),
        ("---\ntitle: a\n---\nNine ships.", Format.MARKDOWN),
        ("\n---\ntitle: a\n---\n\n<div>\n<p>Nine ships.</p></div>", Format.HTML),
        ("<!doctype html><html><body>Nine", Format.HTML),
        ("<p>Nine</p><p>ships</p>", Format.HTML),
        ("<3 from the crew. Nine ships came back.", Format.PLAIN),
    ],
)
def test_the_format_is_told_by_content(text: str, format_: Format) -> None:
    assert text_format(text) is format_


@pytest.mark.parametrize("data", [b"GIF89a", b"{\\rtf1 nine}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"])
def test_a_known_format_that_is_not_read_says_what_to_do(data: bytes) -> None:
    with pytest.raises(FormatUnknown, match="save"):
        extract(data)


def test_words_that_only_begin_like_a_picture_are_none() -> None:
    """The engine that reads pictures takes an unknown file for a list of names of files to read."""
    assert image_media_type(b"\x89PNG\n/var/photographs/other.png\n") is None
