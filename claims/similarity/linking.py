"""Which words of two statements mean the same, and how far that can be told."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.similarity.lexicon import Sense, lexicon
from claims.similarity.meanings import PER_SENSE, Meanings, Placed, sense_weight
from claims.similarity.portrait import Portrait
from claims.similarity.terms import Word
from claims.similarity.transliteration import nearly_alike

_PART_OF_SENSE = 0.8
_LOOSER = 0.5  # a sense that only longer words made of this one have
_SAME_SOUND = 0.8
_NEARLY_SAME_SOUND = 0.6
_SAME_SENSE = 0.8  # two Chinese words with one English rendering
_SYNONYMS = 0.9  # words of one line of the table of trade synonyms
_SAME_CHARACTERS = 0.7  # two Chinese words, by the share of characters they have in common
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """Two words, one of each statement, that mean the same as far as `strength` (0-1) tells."""

    a: Placed
    b: Placed
    strength: float


def links(a: Portrait, b: Portrait) -> list[Link]:
    """Every pair of words that meet; links(b, a) are the same the other way round."""
    found = [Link(placed, b.placed[key], 1.0) for key, placed in a.placed.items() if key in b.placed]
    found += [Link(ours, theirs, strength) for ours, theirs, strength in _translated(a.meanings, b.meanings)]
    found += [Link(ours, theirs, strength) for theirs, ours, strength in _translated(b.meanings, a.meanings)]
    found += [Link(ours, theirs, strength) for ours, theirs, strength in _akin(a.meanings, b.meanings)]
    found += [Link(ours, theirs, strength) for theirs, ours, strength in _akin(b.meanings, a.meanings)]
    found += _paraphrased(a.meanings, b.meanings)
    found += _alike_in_sound(a.meanings, b.meanings)
    found += _synonymous(a.meanings, b.meanings)
    found += _alike_in_writing(a.meanings, b.meanings)
    return found


Pairing = tuple[Placed, Placed, float]


def _translated(chinese: Meanings, english: Meanings) -> Iterator[Pairing]:
    """Words with senses on the one side, and words of the other that one of the senses names."""
    for key, other in english.plain.items():
        for placed, rank, sense in chinese.rendered.get(key, ()):
            share = 1.0
            if len(sense) > 1:
                held = [each for each in sense if each in english.plain]
                share = 1.0 if len(held) == len(sense) else _part(held, sense)
            yield placed, other, share * sense_weight(placed.word, rank)
        for placed in chinese.looser.get(key, ()):
            yield placed, other, _LOOSER


def _part(held: Iterable[str], sense: Sense) -> float:
    """How much of a rendering of several words is told by some of them: by how rare they are."""
    tells = {key: -math.log(lexicon().frequency(key) + 1e-5) for key in sense}
    return _PART_OF_SENSE * sum(tells[key] for key in held) / sum(tells.values())


def _akin(a: Meanings, b: Meanings) -> Iterator[Pairing]:
    """Words that translate the same words of the other language ("found", "establish"), though never one another."""
    for key in a.kin.keys() & b.bare.keys():
        for ours, weight in a.kin[key]:
            for theirs, other_weight in b.bare[key]:
                if ours.word.key != theirs.word.key:
                    yield ours, theirs, weight * other_weight


def _paraphrased(a: Meanings, b: Meanings) -> Iterator[Link]:
    """Two different Chinese words that share an English rendering."""
    for sense in a.senses.keys() & b.senses.keys():
        for ours, rank in a.senses[sense]:
            for theirs, other_rank in b.senses[sense]:
                if theirs.word.key != ours.word.key:
                    yield Link(ours, theirs, _SAME_SENSE / (1 + PER_SENSE * (rank + other_rank)))


def _alike_in_sound(a: Meanings, b: Meanings) -> Iterator[Link]:
    """Names in two scripts that no dictionary translates, and that sound alike, or nearly so where they are long."""
    if not a.sounds or not b.sounds:
        return
    for sound, ours in a.sounds.items():
        for other, theirs in b.sounds.items():
            strength = _SAME_SOUND if sound == other else _NEARLY_SAME_SOUND if nearly_alike(sound, other) else 0.0
            if strength:
                for one in ours:
                    for another in theirs:
                        if _is_chinese(one.word) != _is_chinese(another.word):
                            yield Link(one, another, strength)


def _synonymous(a: Meanings, b: Meanings) -> Iterator[Link]:
    """Words that the trade uses for one thing."""
    for name in a.classes.keys() & b.classes.keys():
        for ours, weight in a.classes[name]:
            for theirs, other_weight in b.classes[name]:
                if ours.word.key != theirs.word.key:
                    yield Link(ours, theirs, _SYNONYMS * weight * other_weight)


def _alike_in_writing(a: Meanings, b: Meanings) -> Iterator[Link]:
    """Two Chinese words of which one abridges the other: 总投资 and 投资额."""
    for character in a.characters.keys() & b.characters.keys():
        for ours in a.characters[character]:
            for theirs in b.characters[character]:
                one, other = ours.word.key, theirs.word.key
                common = set(one) & set(other)
                if one != other and min(common) == character:  # each pair once
                    share = 2 * len(common) / (len(one) + len(other))
                    if share >= _LEAST_SHARED:
                        yield Link(ours, theirs, _SAME_CHARACTERS * share)


def _is_chinese(word: Word) -> bool:
    return word.key > "\u3400"
