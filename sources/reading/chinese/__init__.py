"""The Chinese reader."""

from sources.reading.chinese.reader import read_chinese

__all__ = ["read_chinese"]
