"""Whether a clause denies the value it names: "did not evacuate 58,000 people", 并未撤离5.8万人, "denied that ..."."""

import re

_DENIED = re.compile(
    r"\b(?:not|never|nor|cannot|without)\b|n['’]t\b"
    r"|\b(?:deny|denie[sd]|denying|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|debunk(?:s|ed))\b"
    r"|\bfalse(?:ly)?\b|\bno truth\b",
    re.IGNORECASE,
)
_DENIED_CHINESE = re.compile(r"没有|并未|并非|不是|从未|未曾|尚未|否认|驳斥|不实|谣言|辟谣|未(?=[^来必满足及])")
_BOUNDED = re.compile(
    r"\bnot (?:only|just|merely|to mention|least|until|exceed(?:ing)?|more|less|fewer|over|under|above|below)\b"
    r"|\bwithout (?:exception|counting)\b"
    r"|不仅|不只|不但|没有超过|未超过|没有少于|不是只",
    re.IGNORECASE,
)
_REACH = 60  # code points before the value within which a denial is of it


def is_denied(clause: str, at: int) -> bool:
    """Whether the words before a value that stands `at` this code point of its clause deny it.

    "Not only", "not more than" and their like are bounds or emphasis, no denial; two denials make none.
    """
    before = _BOUNDED.sub(lambda found: " " * len(found[0]), clause[:at])[-_REACH:]
    denials = sum(1 for pattern in (_DENIED, _DENIED_CHINESE) for _ in pattern.finditer(before))
    return denials % 2 == 1
