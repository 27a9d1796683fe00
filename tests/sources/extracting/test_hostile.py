"""Files made to harm: each ends within its limits, with a reason a person understands, and nothing else notices."""

import contextlib
import io
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator

import psutil
import pytest

from sources.extracting import ExtractionFailed, FileTooLarge
from sources.extracting.apart import MOST_BYTES, check_size, extract_apart

SECONDS, MEGABYTES = 20, 512
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(document: bytes) -> bytes:
    """A DOCX whose main part is the given bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        archive.writestr("word/document.xml", document)
    return held.getvalue()


def zip_bomb() -> bytes:
    body = f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>'.encode()
    return docx(body + b"A" * 700_000_000 + b"</w:t></w:r></w:p></w:body></w:document>")


def entity_expansion() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    return docx(f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>{body}'.encode())


def outside_entity() -> bytes:
    body = f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    return docx(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{body}'.encode())


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


def million_pages() -> bytes:
    kids = b"4 0 R " * 1_000_000
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1000000 /Kids [" + kids + b"] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    )


def stream_bomb() -> bytes:
    stream = zlib.compress(b"BT (A) Tj ET " * 40_000_000)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    )


def yaml_aliases() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(lines) + "\ntitle: *a11\n---\n\nAbout 43,000 people left.\n").encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb": zip_bomb,
    "entity expansion": entity_expansion,
    "outside entity": outside_entity,
    "truncated docx": lambda: docx(b"<w:document/>")[:400],
    "truncated pdf": lambda: million_pages()[:5000],
    "million pages": million_pages,
    "stream bomb": stream_bomb,
    "yaml aliases": yaml_aliases,
    "deep html": lambda: b"<html><body>" + b"<div>" * 300_000 + b"x",
    "deep markdown": lambda: b"# x\n\n" + b"> " * 50_000 + b"x\n\n" + b"[" * 200_000,
    "one endless line": lambda: "万1,".encode() * 8_000_000,
    "numbers of nothing": lambda: bytes(range(256)) * 40_000,
}


@pytest.fixture
def peak() -> Iterator[Callable[[], int]]:
    """The most memory any child of this process was seen to have, in bytes."""
    seen, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            for child in psutil.Process().children():
                with contextlib.suppress(psutil.Error):
                    if "sources.extracting" in child.cmdline():
                        seen.append(child.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield lambda: max(seen, default=0)
    over.set()
    watcher.join()


def outcome(data: bytes) -> bool:
    """Whether the file was refused with a sentence, or read without anything of this machine in it."""
    try:
        return "root:" not in extract_apart(data, seconds=3).text
    except ExtractionFailed as refusal:
        return len(str(refusal)) > 20


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_within_its_limits(name: str, peak: Callable[[], int]) -> None:
    data = HOSTILE[name]()
    before = time.monotonic()
    assert outcome(data)
    assert time.monotonic() - before < SECONDS
    assert peak() < MEGABYTES * 1024 * 1024


def test_a_file_too_large_is_refused_unopened() -> None:
    with pytest.raises(FileTooLarge, match="200 MB; at most 50 MB"):
        check_size(4 * MOST_BYTES)


def test_a_good_file_reads_the_same_apart() -> None:
    text = extract_apart(b"# Nine ships\n\nAbout 43,000 people left.\n")
    assert (text.title, text.text) == ("Nine ships", "Nine ships\n\nAbout 43,000 people left.")


def test_what_a_refusal_says_comes_through() -> None:
    with pytest.raises(ExtractionFailed, match="empty"):
        extract_apart(b"")
