"""What an administrator does for people who stand before a closed door."""

from io import StringIO

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command

from sources.accounts.second_factor import has_second_factor
from sources.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rui() -> Person:
    return Person.objects.create_user("rui")


def said_by(name: str, *arguments: str) -> str:
    said = StringIO()
    call_command(name, *arguments, stdout=said)
    return said.getvalue()


def test_a_lost_second_factor_is_taken_away_with_its_codes(rui):
    TOTP.activate(rui, generate_totp_secret())
    RecoveryCodes.activate(rui)
    assert "had 2 of them" in said_by("drop_second_factor", "rui")
    assert not has_second_factor(rui)
    assert not rui.authenticator_set.exists()


def test_whoever_has_none_loses_none(rui):
    carla = Person.objects.create_user("carla")
    TOTP.activate(carla, generate_totp_secret())
    assert said_by("drop_second_factor", "rui") == "There was none.\n"
    assert has_second_factor(carla)


def test_nobody_is_taken_for_somebody_else(rui):
    with pytest.raises(CommandError, match="no person called carla"):
        said_by("drop_second_factor", "carla")


def test_the_numbers_of_a_provider_are_forgotten(rui):
    SocialAccount.objects.create(user=rui, provider="sso", uid="77")
    assert said_by("forget_identities") == "1 forgotten.\n"
    assert Person.objects.get() == rui
