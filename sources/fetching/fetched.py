"""What a fetch brings home."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, as unfolded from the transfer, and the address they came from after all redirects."""

    url: str
    data: bytes

    @property
    def file_name(self) -> str:
        """The last part of the path, without what nobody sees in it; the host where there is none."""
        parts = urlsplit(self.url)
        last = unquote(parts.path.rstrip("/").rpartition("/")[2])
        return "".join(sign for sign in last if sign.isprintable()) or parts.hostname or ""
