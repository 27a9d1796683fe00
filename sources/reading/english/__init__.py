"""The English reader."""

from sources.reading.english.reader import read_english

__all__ = ["read_english"]
