"""Signing in is what is tested here, not how long a password takes to grind."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _failures_count_and_passwords_are_quick(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
