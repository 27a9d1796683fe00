"""A database in which secrets still lie in clear is brought up to this version, and back."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.integrity import examine
from claims.models import Webhook
from tests.accounts.test_second_factor import code_of
from tests.factories import NOW
from tests.test_migrations import walking

__all__ = ["walking"]
IN_CLEAR = [("mfa", "0003_authenticator_type_uniq"), ("sources", "0011_withheld_passages_by_document")]
IN_CLEAR += [("claims", "0028_claims_by_state")]
SECRET, SEED, CODES = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "5eed" * 20, ["11112222", "33334444"]
SIGNS, SIGNED = "whsec_" + "A" * 44, "whsec_" + "B" * 44


def kept() -> dict[str, str]:
    """What the rows say, as text, by their table."""
    told = {}
    for table in ("mfa_authenticator", "claims_webhook"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY id")
            told[table] = "\n".join(row for (row,) in cursor.fetchall())
    return told


def walk() -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(IN_CLEAR)
    return executor


def fill() -> None:
    model = walk().loader.project_state(IN_CLEAR).apps.get_model
    people = [model("sources", "Person").objects.create(username=f"person-{n}") for n in (1, 2)]
    for person, kind, data in (
        (people[0], "totp", {"secret": SECRET}),
        (people[0], "recovery_codes", {"seed": SEED, "used_mask": 1}),
        (people[1], "recovery_codes", {"migrated_codes": CODES}),
        (people[1], "webauthn", {"name": "a key", "credential": {}}),
    ):
        model("mfa", "Authenticator").objects.create(user_id=person.pk, type=kind, data=data)
    dossier = model("sources", "Dossier").objects.create(slug="old", title="Old")
    said = {"dossier": dossier, "url": "https://paper.example/", "events": ["conflict.found"], "made_at": NOW}
    model("claims", "Webhook").objects.create(secret=SIGNS, **said)
    model("claims", "Webhook").objects.create(secret=SIGNS, earlier_secret=SIGNED, earlier_until=NOW, **said)


def test_what_lay_there_in_clear_is_enciphered_and_works_on(walking):
    fill()
    before = kept()
    call_command("migrate", verbosity=0)
    now = "".join(kept().values())
    assert [secret for secret in (SECRET, SEED, *CODES, SIGNS, SIGNED) if secret in now] == []
    by_app, by_seed, by_codes, key = Authenticator.objects.order_by("pk")
    assert TOTP(by_app).validate_code(code_of(SECRET))
    assert len(RecoveryCodes(by_seed).get_unused_codes()) == 9
    assert RecoveryCodes(by_codes).get_unused_codes() == CODES
    assert key.data == {"name": "a key", "credential": {}}
    one, other = Webhook.objects.order_by("pk")
    assert (one.secrets_at(NOW), one.earlier_secret) == ([SIGNS], "")
    assert other.secrets_at(NOW.replace(year=2025)) == [SIGNS, SIGNED]
    assert [str(finding) for finding in examine() if finding.faults] == []
    walk()
    assert kept() == before
