"""The command that makes an account."""

import pytest
from django.core.management import CommandError, call_command

from sources.models import Person


def test_the_printed_password_signs_in(db, capsys):
    call_command("make_person", "ada", email="ada@example.org", name="Ada Lovelace King")
    person = Person.objects.get(username="ada")
    assert person.check_password(capsys.readouterr().out.split("signs in with ")[1].split(" ")[0])
    assert (person.display_name, person.last_name) == ("Ada Lovelace King", "Lovelace King")
    assert not person.is_staff


@pytest.mark.parametrize(("username", "email"), [("ada", ""), ("two words", ""), ("bob", "ADA@example.org")])
def test_what_is_taken_or_no_name_is_refused_and_nothing_is_made(db, username, email):
    Person.objects.create(username="ada", email="ada@example.org")
    with pytest.raises(CommandError):
        call_command("make_person", username, email=email)
    assert Person.objects.count() == 1
