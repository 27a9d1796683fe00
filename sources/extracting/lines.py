"""Lines as they stand on a page, and what is page and what is text among them.

A running header, a page number and a footnote interrupt the sentence they stand in. They are told from the
text by their place, by coming back on other pages, and by the open sentence before them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sources.extracting.joining import ends_sentence, is_note_mark, without_note_marks
from sources.extracting.text import BlockKind

_DRESS = r"[·•\-–—―~|\[\](（）)\s]*"
_NUMBER = re.compile(
    rf"^{_DRESS}(?:page\s*|p\.\s*|第\s*)?(\d{{1,4}}|[ivxl]{{1,6}})"
    rf"(?:\s*(?:of|/|／)\s*\d{{1,4}}|\s*页(?:[,，\s/／]*共\s*\d+\s*页)?)?{_DRESS}$",
    re.I,
)
_NOTE = re.compile(r"^(?:[①-⑳❶-❿⁰¹²³⁴-⁹†‡]|\[\d{1,3}\]|\d{1,3}[.\s]?\s*(?=[^\W\d_]|[“\"《\[]))")
_LONGEST_HEADER = 0.75  # of a filled line
_LONGEST_NOTES = 60
_FINE_PRINT = 0.93


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `left` and `right` are columns or points; `em` is the width of one column in them.

    gap    more space stands above it than between the lines of a paragraph
    edge   it is among the first or last lines of its page; never where pages are not known
    size   of its type, in points; 0 where it is not known
    low    it stands in the lower half of its page
    """

    text: str
    left: float
    right: float
    gap: bool = False
    page: int = 0
    edge: bool = False
    low: bool = False
    size: float = 0.0
    em: float = 1.0


Role = BlockKind | None
"""What a line is of its page; None for a line of the text itself."""


def roles_of(lines: Sequence[Line]) -> list[Role]:
    """The role of each line. The first line is the title where nothing else is known of it."""
    widest = usual_right(lines)
    roles: list[Role] = [None] * len(lines)
    _mark_page_numbers(lines, roles, widest)
    repeated = _repeated(lines, roles, widest)
    _mark_fine_print(lines, roles)
    _mark_notes_after_page_numbers(lines, roles, repeated, widest)
    _mark_headers(lines, roles, repeated, widest)
    return roles


def usual_right(lines: Sequence[Line]) -> float:
    """Where the lines end that nine in ten do not pass: the right margin, whatever single lines do."""
    rights = sorted(line.right for line in lines) or [0.0]
    return rights[int(0.9 * (len(rights) - 1))]


def is_open(line: Line, widest: float) -> bool:
    """Whether a sentence runs on beyond the line: it is filled and no sign ends it."""
    return line.right >= 0.75 * widest and not ends_sentence(line.text)


def _mark_page_numbers(lines: Sequence[Line], roles: list[Role], widest: float) -> None:
    previous: Line | None = None
    for index, line in enumerate(lines):
        if _NUMBER.match(line.text):
            is_dressed = not line.text.isalnum()
            if (
                line.edge
                or (previous is not None and is_open(previous, widest))
                or (is_dressed and index and len(lines) > 10)
            ):
                roles[index] = BlockKind.PAGE_NUMBER
                continue
        previous = line


def normal_form(text: str) -> str:
    """What two running headers have in common: no digits, blanks or footnote marks, no case."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", without_note_marks(text))).casefold()


def _repeated(lines: Sequence[Line], roles: list[Role], widest: float) -> dict[str, list[int]]:
    """Where lines stand that come back: at the edges of pages, or short ones where no pages are known."""
    has_pages = any(line.edge for line in lines)
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        form = normal_form(line.text)
        may_be = line.edge if has_pages else line.right <= widest * _LONGEST_HEADER and not ends_sentence(line.text)
        if roles[index] is None and len(form) >= 3 and (may_be or not index):
            places[form].append(index)
    return {form: indices for form, indices in places.items() if len(indices) > 1}


def _mark_fine_print(lines: Sequence[Line], roles: list[Role]) -> None:
    """Footnotes of a page whose type sizes are known, or that begin with a sign: from the first note to the foot."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    noted = 0
    for index, line in enumerate(lines):
        if noted != line.page and roles[index] is None and _begins_fine_print(line, body):
            noted = line.page
        if noted and noted == line.page and roles[index] is None:
            if line.size > body * _FINE_PRINT and body and not _NOTE.match(line.text):
                noted = noted if line.size <= 0 else 0
                continue
            roles[index] = BlockKind.FOOTNOTE


def _begins_fine_print(line: Line, body: float) -> bool:
    if not line.low or not _NOTE.match(line.text):
        return False
    return line.size < body * _FINE_PRINT if body else is_note_mark(line.text[0])


def _mark_notes_after_page_numbers(
    lines: Sequence[Line], roles: list[Role], repeated: dict[str, list[int]], widest: float
) -> None:
    """Notes that stand between a page number and the header of the next page, as some PDF tools write them.

    Where no header comes before the next page number, the page of text between them must not be taken for notes:
    then only lines that begin a note, or go on with an open one, are.
    """
    headers = {index for indices in repeated.values() for index in indices}
    for index, role in enumerate(roles):
        if role is not BlockKind.PAGE_NUMBER or index + 1 == len(lines) or not _NOTE.match(lines[index + 1].text):
            continue
        reach = range(index + 1, min(len(lines), index + 1 + _LONGEST_NOTES))
        end = next((i for i in reach if i in headers or roles[i] is BlockKind.PAGE_NUMBER), None)
        if end not in headers:
            goes_on = (i for i in reach[1:] if not _NOTE.match(lines[i].text) and not is_open(lines[i - 1], widest))
            end = min(end or len(lines), next(goes_on, len(lines)))
        for i in range(index + 1, end):
            roles[i] = BlockKind.FOOTNOTE


def _mark_headers(lines: Sequence[Line], roles: list[Role], repeated: dict[str, list[int]], widest: float) -> None:
    title = normal_form(lines[0].text) if lines else ""
    for form, indices in repeated.items():
        places = [index for index in indices if roles[index] is None and (index or _is_header_first(lines, indices))]
        if form == title or any(_interrupts(lines, roles, index, widest) for index in places):
            for index in places:
                roles[index] = BlockKind.PAGE_HEADER


def _is_header_first(lines: Sequence[Line], indices: list[int]) -> bool:
    """Whether the first line is no title: it stands at the edge of its page in the type of the other headers."""
    return lines[0].edge and lines[0].size > 0 and all(lines[index].size == lines[0].size for index in indices)


def _interrupts(lines: Sequence[Line], roles: list[Role], index: int, widest: float) -> bool:
    """Whether a line stands at the edge of its page, beside its number or notes, or within a sentence."""
    if lines[index].edge or any(0 <= i < len(lines) and roles[i] is not None for i in (index - 1, index + 1)):
        return True
    return is_open(lines[index - 1], widest)
