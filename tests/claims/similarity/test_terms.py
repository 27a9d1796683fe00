"""How texts are cut into words that meet those of another language."""

from claims.similarity.terms import words


def _keys(text: str, language: str) -> list[str]:
    return [word.key for word in words(text, language)]


def _names(text: str, language: str) -> list[str]:
    return [word.whole for word in words(text, language) if word.name]


def test_english_words_are_stemmed_and_function_words_dropped() -> None:
    assert _keys("the bridges were destroyed", "en") == _keys("destroying a bridge", "en")[::-1]


def test_irregular_pasts_meet_their_plain_form() -> None:
    assert _keys("sank", "en") == _keys("sinking", "en")


def test_a_verb_and_its_particle_are_one_word() -> None:
    assert _keys("took off", "en") == ["take off"]
    assert _keys("took photographs", "en") == _keys("photographs", "en")


def test_a_country_and_its_people_are_one_key() -> None:
    assert _keys("Turkish", "en") == _keys("Turkey", "en")
    assert _keys("the U.S.", "en") == _keys("American", "en") == _keys("United States", "en")
    assert _keys("Nigeria", "en") != _keys("Niger", "en")


def test_a_name_of_several_words_is_one_name() -> None:
    assert _names("when Chancellor Angela Merkel toured Berlin", "en")[-2:] == ["Chancellor Angela Merkel", "Berlin"]


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert _names("Bridges collapsed. Schools closed in Bergen", "en") == ["Bergen"]


def test_chinese_is_cut_into_the_longest_words_of_the_dictionary() -> None:
    assert _keys("海岸警卫队的直升机", "zh")[-1] == "直升机"
    assert "的" not in _keys("海岸警卫队的直升机", "zh")


def test_traditional_words_have_the_key_of_the_simplified_ones() -> None:
    assert _keys("關閉機場", "zh") == _keys("关闭机场", "zh")


def test_names_are_told_from_common_words_in_chinese() -> None:
    assert _names("挪威外交部长访问巴黎", "zh") == ["挪威", "巴黎"]


def test_latin_names_inside_chinese_meet_english_ones() -> None:
    assert set(_keys("Bergen", "en")) <= set(_keys("渡轮停靠Bergen港", "zh"))


def test_an_ordinal_is_one_word_that_english_has_too() -> None:
    words_of = {word.key: word.senses for word in words("经港口转往第三国", "zh")}
    assert "三国" not in words_of
    assert words_of["第三"] == ((_keys("third countries", "en")[0],),)


def test_a_foreign_name_goes_on_over_a_character_that_is_a_common_word() -> None:
    assert _names("候选人克勒奇达尔奥卢获得", "zh") == ["克勒奇达尔奥卢"]
    assert "达" not in _keys("他达克", "zh")


def test_one_character_seldom_used_for_names_does_not_break_one() -> None:
    (chinese,), (english,) = words("泽连斯基", "zh"), words("to Zelensky", "en")
    assert chinese.name
    assert chinese.sound == english.sound != ""
