"""What is too large is refused by its size, before anything of it is put into memory or on the disk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from config import uploads
from sources.models import Document


@pytest.fixture(autouse=True)
def small(monkeypatch, settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(uploads, "MOST_BYTES", 200_000)
    monkeypatch.setattr(uploads, "MOST_SENT", 800_000)


@pytest.fixture
def spooled(monkeypatch) -> list[int]:
    """How many bytes are written to the disk, a number for each write."""
    written: list[int] = []
    begin = uploads.SizedUploadHandler.new_file

    def watched(handler: Any, *given: Any, **told: Any) -> None:
        begin(handler, *given, **told)
        write = handler.file.file.write

        def counted(data: bytes) -> int:
            written.append(len(data))
            return int(write(data))

        handler.file.file.write = counted

    monkeypatch.setattr(uploads.SizedUploadHandler, "new_file", watched)
    return written


def received(*sizes: int) -> list[Any]:
    files = [SimpleUploadedFile(f"{size}.txt", b"x" * size) for size in sizes]
    return RequestFactory().post("/", {"documents": files}).FILES.getlist("documents")


def test_a_file_of_the_most_bytes_comes_whole(spooled):
    (file,) = received(200_000)
    assert file.read() == b"x" * 200_000
    file.close()
    assert sum(spooled) == 200_000


def test_of_a_larger_one_come_its_name_and_its_size(spooled):
    large, small = received(300_000, 10)
    assert (large.name, large.size, large.read()) == ("300000.txt", 300_000, b"")
    assert small.read() == b"x" * 10
    small.close()
    assert sum(spooled) <= 200_010


def test_a_request_that_says_it_is_larger_is_not_read(client, world, spooled):
    client.force_login(world.editor)
    files = [SimpleUploadedFile(f"{n}.txt", b"x" * 200_000) for n in range(5)]
    answer = client.post(reverse("import"), {"dossier": world.dossier.pk, "documents": files})
    assert answer.status_code == 413
    assert not spooled


def test_the_import_page_says_how_large_it_is(client, world, monkeypatch):
    monkeypatch.setattr("sources.extracting.apart.MOST_BYTES", 200_000)
    client.force_login(world.editor)
    file = SimpleUploadedFile("large.txt", b"x" * 700_000)
    answer = client.post(reverse("import"), {"dossier": world.dossier.pk, "documents": [file]})
    assert "the file has 1 MB" in answer.content.decode()
    assert not Document.objects.exists()
