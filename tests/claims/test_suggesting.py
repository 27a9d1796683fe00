"""The questions a value may answer, as they are offered to the person who writes its claim."""

from claims import recall, review
from claims.models import Claim
from claims.similarity import in_words
from claims.suggesting import likely_partners, likely_questions
from claims.writing import readings_in
from sources.models import Document
from tests.factories import NOW, a_claim, a_document, a_dossier, a_question


def questions(document: Document, words: str, limit: int = 3) -> list[str]:
    recall.keep(document.dossier)
    start = document.text.index(words)
    reading = readings_in(document, start, start + len(words))[0]
    return [each.question.wording for each in likely_questions(document, reading, limit)]


def test_the_question_told_of_most_alike_comes_first(world):
    left = a_claim(world.dossier, "About 58,000 people left the valley after the flood.")
    a_question([left], "How many people left the valley?")
    a_question([a_claim(world.dossier, "The choir has 40 singers from the town.")], "How many singers?")
    document = a_document(world.dossier, "After the flood about 43,000 people left the valley.")
    assert questions(document, "about 43,000 people")[0] == "How many people left the valley?"
    assert len(questions(document, "about 43,000 people", limit=1)) == 1


def test_it_comes_with_a_score_and_the_reason_in_words(world):
    a_question([a_claim(world.dossier, "About 58,000 people left the valley after the flood.")])
    document = a_document(world.dossier, "After the flood about 43,000 people left the valley.")
    recall.keep(world.dossier)
    suggestion = likely_questions(document, readings_in(document, 0, len(document.text))[0])[0]
    assert suggestion.is_likely
    assert 0 < suggestion.score <= 1
    assert "valley" in in_words(suggestion.reason)


def test_a_question_is_offered_once_however_many_claims_answer_it(world):
    texts = ["About 58,000 people left the valley.", "Some 59,000 people left the valley."]
    a_question([a_claim(world.dossier, text) for text in texts])
    document = a_document(world.dossier, "About 43,000 people left the valley.")
    assert questions(document, "About 43,000 people") == ["How many people left the valley?"]


def test_questions_of_other_kinds_of_value_are_not_offered(world):
    a_question([a_claim(world.dossier, "The flood cost the valley 12 million dollars.")], "How much did it cost?")
    document = a_document(world.dossier, "About 43,000 people left the valley after the flood.")
    assert questions(document, "About 43,000 people") == []


def test_questions_of_the_documents_own_claims_and_of_other_dossiers_are_not_offered(world):
    document = a_document(world.dossier, "About 43,000 people left the valley.")
    a_question(list(Claim.objects.filter(passage__document=document)))
    a_question([a_claim(a_dossier("far"), "About 58,000 people left the valley.")])
    assert questions(document, "About 43,000 people") == []


def test_claims_of_other_documents_are_offered_as_partners_filed_or_not(world):
    own = a_claim(world.dossier, "After the flood about 43,000 people left the valley.")
    alike = a_claim(world.dossier, "About 58,000 people left the valley after the flood.")
    filed = a_claim(world.dossier, "Some 61,000 people left the valley by boat.")
    a_claim(world.dossier, "The bridge was opened in 2015.")
    question = a_question([filed])
    recall.keep(world.dossier)
    partners = likely_partners(own)
    assert [(each.claim, each.question) for each in partners] == [(alike, None), (filed, question)]
    assert "valley" in in_words(partners[0].reason)


def test_a_partner_whose_question_was_refused_is_not_offered_again(world):
    own = a_claim(world.dossier, "After the flood about 43,000 people left the valley.")
    question = a_question([own, a_claim(world.dossier, "About 58,000 people left the valley after the flood.")])
    review.judge_filing(own.filings.get(), by=world.reviewer, at=NOW, confirm=False)
    recall.keep(world.dossier)
    assert likely_partners(own) == []
    assert question.filings.count() == 2
