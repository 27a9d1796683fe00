"""The page of a dossier: its members and its rules, as a chief and as others see them."""

from django.urls import reverse

from sources.models import Dossier, Role
from tests.factories import a_person


def address(dossier) -> str:
    return reverse("admin:sources_dossier_change", args=[dossier.pk])


def test_anybody_who_signs_in_starts_a_dossier(client, world):
    client.force_login(world.viewer)
    answer = client.post(reverse("admin:sources_dossier_add"), {"title": "Harbour fire", "language": "zh"})
    made = Dossier.objects.get(slug="harbour-fire")
    assert answer.headers["Location"] == address(made)
    assert made.role_of(world.viewer) == Role.CHIEF


def test_a_dossier_without_a_title_is_not_started(client, world):
    client.force_login(world.viewer)
    answer = client.post(reverse("admin:sources_dossier_add"), {"title": "", "language": "en"})
    assert answer.status_code == 400
    assert Dossier.objects.count() == 2


def test_a_chief_adds_by_e_mail_changes_and_removes(client, world):
    newcomer = a_person("newcomer")
    newcomer.email = "new@example.org"
    newcomer.save()
    client.force_login(world.chief)
    page = address(world.dossier)
    assert client.post(page, {"act": "add", "name": "New@example.org", "role": "viewer"}).status_code == 302
    member = world.dossier.memberships.get(person=newcomer)
    posted = {"act": "role", "member": member.pk, "seen_role": "viewer", "role": "reviewer"}
    assert client.post(page, posted).status_code == 302
    assert world.dossier.role_of(newcomer) == Role.REVIEWER
    assert client.post(page, posted).status_code == 409
    removed = {"act": "remove", "member": member.pk, "seen_role": "reviewer"}
    assert client.post(page, removed).status_code == 302
    assert world.dossier.role_of(newcomer) is None


def test_a_name_nobody_has_is_told_and_kept(client, world):
    client.force_login(world.chief)
    answer = client.post(address(world.dossier), {"act": "add", "name": "nobody", "role": "viewer"})
    assert answer.status_code == 400
    assert "Nobody signs in as “nobody” here" in answer.text
    assert 'value="nobody"' in answer.text


def test_a_viewer_reads_who_is_in_it_and_changes_nothing(client, world):
    client.force_login(world.viewer)
    answer = client.get(address(world.dossier))
    assert "@chief" in answer.text
    assert "Let somebody in" not in answer.text
    assert client.post(address(world.dossier), {"act": "rules", "title": "Mine", "language": "en"}).status_code == 403


def test_a_stranger_finds_no_such_dossier(client, world):
    client.force_login(world.stranger)
    assert client.get(address(world.dossier)).status_code == 404
    assert client.post(address(world.dossier), {"act": "rules", "title": "Mine", "language": "en"}).status_code == 404


def test_a_chief_who_leaves_is_led_back_to_the_desk(client, world):
    client.force_login(world.chief)
    editor, chief = (world.dossier.memberships.get(person=world.person(name)) for name in ("editor", "chief"))
    page = address(world.dossier)
    client.post(page, {"act": "role", "member": editor.pk, "seen_role": "editor", "role": "chief"})
    answer = client.post(page, {"act": "remove", "member": chief.pk, "seen_role": "chief"})
    assert answer.headers["Location"] == reverse("admin:index")
