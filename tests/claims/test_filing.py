"""Which claims are filed together, and that the machine never overrules a person."""

from claims import recall, review, stating
from claims.filing import file_claims
from claims.models import Claim, Filing, Question
from tests.factories import NOW, a_document

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick, the ferry company said."
FERRY_TOO = "The ferry company said about 58,000 passengers crossed the strait to Harwick after the storm."
FERRY_ZH = "渡轮公司称，风暴过后约有4.3万名乘客渡过海峡前往哈维克。"
QUAKE = "The earthquake destroyed 1,200 houses in the mountain villages of Orsova."


def filed(world, *texts: str) -> list[set[str]]:
    """The groups of values filed under one question each."""
    for text in texts:
        a_document(world.dossier, text)
    file_claims(world.dossier, at=NOW)
    return groups()


def groups() -> list[set[str]]:
    return [
        set(question.filings.standing().values_list("claim__value_text", flat=True))
        for question in Question.objects.order_by("id")
    ]


def test_claims_of_one_fact_are_filed_together(world):
    assert filed(world, FERRY, FERRY_TOO, QUAKE) == [{"about 43,000 passengers", "about 58,000 passengers"}]


def test_a_filing_says_why(world):
    filed(world, FERRY, FERRY_TOO)
    for filing in Filing.objects.all():
        assert filing.by == "machine"
        assert "strait" in filing.reason_words


def test_a_later_document_joins_the_question(world):
    filed(world, FERRY, FERRY_TOO)
    third = FERRY.replace("43,000", "44,000").replace("After the storm ", "When the storm was over ")
    (group,) = filed(world, third)
    assert len(group) == 3
    assert Question.objects.count() == 1


def test_filing_twice_changes_nothing(world):
    filed(world, FERRY, FERRY_TOO)
    assert file_claims(world.dossier, at=NOW) == []
    assert Filing.objects.count() == 2


def test_a_refused_filing_is_never_suggested_again(world):
    filed(world, FERRY, FERRY_TOO)
    filing = Filing.objects.last()
    review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=False)
    file_claims(world.dossier, at=NOW)
    assert Filing.objects.filter(claim=filing.claim, question=filing.question).get().state == "refused"
    assert not Filing.objects.standing().filter(claim=filing.claim, question=filing.question).exists()


def test_a_confirmed_filing_is_left_alone(world):
    filed(world, FERRY, FERRY_TOO)
    filing = review.judge_filing(Filing.objects.first(), by=world.reviewer, at=NOW, confirm=True)
    filed(world, FERRY.replace("43,000", "71,000") + " It was a record.")
    filing.refresh_from_db()
    assert (filing.state, filing.decided_by) == ("confirmed", world.reviewer)


def test_a_dossier_never_meets_another(world):
    elsewhere = world.stranger.memberships.get().dossier
    a_document(elsewhere, FERRY_TOO)
    assert filed(world, FERRY) == []


def test_a_question_is_worded_in_the_language_of_the_dossier(world):
    filed(world, FERRY, FERRY_TOO)
    question = Question.objects.get()
    assert question.wording.startswith("How many people: “")
    assert "43,000" not in question.wording
    assert "58,000" not in question.wording


def test_a_chinese_dossier_asks_in_chinese(world):
    world.dossier.language = "zh"
    world.dossier.save()
    filed(world, FERRY_ZH, FERRY_ZH.replace("4.3万", "5.8万").replace("渡过", "穿过"))
    assert Question.objects.get().wording.startswith("多少人：“")


def test_a_pair_that_a_person_parted_is_not_joined_again_under_another_question(world):
    filed(world, FERRY, FERRY_TOO)
    for filing in Filing.objects.all():
        review.judge_filing(filing, by=world.reviewer, at=NOW, confirm=False)
    Claim.objects.update(matched_at=None)
    file_claims(world.dossier, at=NOW)
    assert not Filing.objects.standing().exists()


def test_a_denied_value_is_not_filed_by_the_machine(world):
    denial = FERRY.replace("about 43,000 passengers crossed", "it was not 43,000 passengers that crossed")
    assert filed(world, denial, FERRY_TOO) == []


def test_names_said_to_mean_one_thing_lead_to_a_question(world):
    one = "The Atta movement held about 12,000 prisoners in the southern camps that winter."
    other = "The Quorim held some 15,000 prisoners."
    assert filed(world, one, other) == []
    review.name_alike(world.dossier, ["Atta movement", "Quorim"], by=world.editor, at=NOW)
    file_claims(world.dossier, at=NOW)
    assert groups() == [{"about 12,000 prisoners", "some 15,000 prisoners"}]


def test_an_import_reads_no_older_document_again(world, django_assert_max_num_queries, monkeypatch):
    filed(world, FERRY, QUAKE)
    read, made = [], stating.statements_of

    def noted(own, claims):
        read.append(own)
        return made(own, claims)

    monkeypatch.setattr(recall, "statements_of", noted)
    newcomer = a_document(world.dossier, FERRY_TOO)
    with django_assert_max_num_queries(40):
        file_claims(world.dossier, at=NOW)
    assert read == [newcomer]
