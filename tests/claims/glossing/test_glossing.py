"""Words of a passage by the dictionary."""

from claims.glossing import Glossed, gloss


def meanings(pieces: list[Glossed], word: str) -> tuple[str, ...]:
    return next(piece.meanings for piece in pieces if piece.written == word)


def test_the_pieces_are_the_text_sign_by_sign():
    for text, language in (
        ("渡轮在港口沉没,约 1.7万名 乘客…获救。\n", "zh"),
        ("The ferry sank; 1,700 were saved.\n", "en"),
    ):
        into = "en" if language == "zh" else "zh"
        assert "".join(piece.written for piece in gloss(text, language, into)) == text


def test_chinese_words_have_their_english_meanings():
    pieces = gloss("渡轮在港口沉没", "zh", "en")
    assert any("ferry" in meaning for meaning in meanings(pieces, "渡轮"))
    assert any("port" in meaning or "harbor" in meaning for meaning in meanings(pieces, "港口"))


def test_a_numeral_is_no_part_of_a_word():
    pieces = gloss("约有1.7万名乘客", "zh", "en")
    assert "万名" not in {piece.written for piece in pieces}


def test_english_words_have_their_chinese_words():
    pieces = gloss("Two ferries sank near the harbour", "en", "zh")
    assert "渡轮" in meanings(pieces, "ferries") or "轮渡" in meanings(pieces, "ferries")
    assert meanings(pieces, "the") == ()


def test_a_phrase_is_looked_up_before_its_words():
    assert meanings(gloss("The prime minister spoke", "en", "zh"), "prime minister")


def test_a_meaning_is_short_over_its_word_and_whole_beside_it():
    long = Glossed("词", ("to be something that goes on and on and on (of rivers)", "other"))
    assert len(long.short) <= 20
    assert Glossed("喀布尔", ("Kabul, capital of Afghanistan",)).short == "Kabul"
    assert Glossed("撤离", ("to withdraw from",)).short == "withdraw from"


def test_words_the_dictionary_lacks_and_other_languages_have_none():
    assert gloss("Bonjour", "fr", "en") == []
    assert gloss("", "zh", "en") == []
    assert gloss("zzzyx", "en", "zh")[0].meanings == ()
