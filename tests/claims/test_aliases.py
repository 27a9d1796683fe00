"""Names that mean one thing: said by a person, on record, and the claims compared anew."""

import pytest

from claims import review
from claims.errors import NotAllowed, Refused
from claims.models import Alias, Claim, Event
from tests.factories import NOW, a_claim


def test_names_are_kept_as_said_once_each(world):
    alias = review.name_alike(world.dossier, ["Atta", " 阿塔 ", "", "Atta"], by=world.editor, at=NOW)
    assert (alias.names, str(alias)) == (["Atta", "阿塔"], "Atta = 阿塔")
    assert Event.objects.filter(verb="names said to mean one thing", actor=world.editor).exists()
    assert Alias.objects.all().groups() == [["Atta", "阿塔"]]


def test_claims_that_name_them_are_matched_anew(world):
    named, other = (a_claim(world.dossier, text) for text in ("Atta held 12 towns.", "The river rose 3 metres."))
    Claim.objects.update(matched_at=NOW)
    review.name_alike(world.dossier, ["Atta", "阿塔"], by=world.editor, at=NOW)
    assert list(Claim.objects.all().unmatched()) == [named]
    assert other.pk


def test_a_group_can_be_changed_and_parted(world):
    alias = review.name_alike(world.dossier, ["Atta", "阿塔"], by=world.editor, at=NOW)
    review.name_alike(world.dossier, ["Atta", "阿塔", "Taliban"], by=world.chief, at=NOW, instead_of=alias)
    assert Alias.objects.get().names == ["Atta", "阿塔", "Taliban"]
    review.part_names(Alias.objects.get(), by=world.editor, at=NOW)
    assert not Alias.objects.exists()


@pytest.mark.parametrize("names", [[], ["Atta"], ["Atta", " Atta "], ["Atta", "x" * 101]])
def test_two_names_of_a_sane_length_are_needed(world, names):
    with pytest.raises(Refused):
        review.name_alike(world.dossier, names, by=world.editor, at=NOW)


def test_a_name_belongs_to_one_group(world):
    review.name_alike(world.dossier, ["Atta", "阿塔"], by=world.editor, at=NOW)
    with pytest.raises(Refused, match="“atta” stands with “Atta = 阿塔” already"):
        review.name_alike(world.dossier, ["atta", "Taliban"], by=world.editor, at=NOW)


def test_a_viewer_may_not_say_so(world):
    with pytest.raises(NotAllowed):
        review.name_alike(world.dossier, ["Atta", "阿塔"], by=world.viewer, at=NOW)


def test_the_page_lists_writes_changes_and_parts(world, client):
    client.force_login(world.editor)
    posted = {"dossier": world.dossier.pk, "names": "Atta\n阿塔"}
    assert client.post("/desk/claims/alias/", posted).status_code == 302
    assert "Atta = 阿塔" in client.get("/desk/claims/alias/").content.decode()
    page = f"/desk/claims/alias/{Alias.objects.get().pk}/change/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "write", "names": "Atta\nTaliban"}).status_code == 302
    assert client.post(page, {"act": "part"}).status_code == 302
    assert not Alias.objects.exists()


def test_what_will_not_do_is_said_and_what_was_typed_is_kept(world, client):
    client.force_login(world.editor)
    response = client.post("/desk/claims/alias/", {"dossier": world.dossier.pk, "names": "Atta alone"})
    assert "Write two names or more" in response.content.decode()
    assert "Atta alone" in response.content.decode()


def test_a_stranger_may_not_write_into_the_dossier(world, client):
    client.force_login(world.stranger)
    posted = {"dossier": world.dossier.pk, "names": "Atta\n阿塔"}
    assert client.post("/desk/claims/alias/", posted).status_code == 404
