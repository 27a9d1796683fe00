"""Files sent by forms: of what is too large nothing is kept but its name and its size, to be told by."""

from __future__ import annotations

import io
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from claims.sending import MOST_SENT, TooMuchSent
from sources.extracting.apart import MOST_BYTES


class SizedUploadHandler(TemporaryFileUploadHandler):
    """Keeps files on the disk while they arrive. One that turns out too large is written no further, and let go of."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if content_length > MOST_SENT:
            raise TooMuchSent(f"At most {MOST_SENT // 10**6} MB are taken at once: send the rest as another batch.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) <= MOST_BYTES:
            self.file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if file_size <= MOST_BYTES:
            return super().file_complete(file_size)
        self.file.close()
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size)
