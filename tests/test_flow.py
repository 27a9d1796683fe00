"""The law of direction where import-linter does not see it: string foreign keys, migrations, the order of models."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from sources.models import History

ROOT = Path(__file__).resolve().parent.parent
UPSTREAM = {"sources": set(), "claims": {"sources"}}
MODEL_ORDER = [
    [
        "Person",
        "ApiToken",
        "Dossier",
        "Membership",
        "Publisher",
        "Document",
        "Passage",
        "Capture",
        "Resemblance",
        "Erasure",
    ],
    [
        "Alias",
        "FilingWeights",
        "Question",
        "Claim",
        "KeptStatement",
        "StatementVector",
        "LanguageMean",
        "WordCount",
        "Carryover",
        "WavedFigure",
        "Sheet",
        "Discrepancy",
        "Filing",
        "Conflict",
        "Position",
        "Reconciliation",
        "Basis",
        "Correction",
        "Comment",
        "EarlierBody",
        "SearchEntry",
        "BulkAct",
        "BulkActLine",
        "Notification",
        "NotificationSettings",
        "IdempotentAnswer",
        "RequestCount",
        "Webhook",
        "Delivery",
        "Batch",
        "BatchFile",
        "PreparedExport",
        "ExportPiece",
        "LedgerHead",
        "Event",
    ],
]

# What is only appended, what the machine makes anew from the others, and what people were told of.
WITHOUT_HISTORY = {
    "Erasure",
    "Event",
    "LedgerHead",
    "EarlierBody",
    "BulkAct",
    "BulkActLine",
    "KeptStatement",
    "SearchEntry",
    "StatementVector",
    "LanguageMean",
    "WordCount",
    "Position",
    "Notification",
    "NotificationSettings",
    "IdempotentAnswer",
    "ApiToken",
    "RequestCount",
    "Webhook",
    "Delivery",
    "Batch",
    "BatchFile",
    "PreparedExport",
    "ExportPiece",
}


def our_models() -> list[type[Model]]:
    """Those of our apps, without the histories beside them: each stands with its own (sources/models/history.py)."""
    every = (model for label in UPSTREAM for model in apps.get_app_config(label).get_models())
    return [model for model in every if not issubclass(model, History)]


def histories() -> list[type[History]]:
    return [model for model in apps.get_models() if issubclass(model, History)]


def test_the_import_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_foreign_keys_point_upstream_between_apps():
    for label, upstream in UPSTREAM.items():
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model:
                    target = field.related_model._meta.app_label
                    assert target in {label, "auth"} | upstream, f"{model.__name__}.{field.name} points to {target}"


def test_foreign_keys_point_upstream_inside_an_app():
    for order in MODEL_ORDER:
        for model in apps.get_models():
            if model.__name__ not in order or model._meta.auto_created:
                continue
            for field in model._meta.concrete_fields:
                target = field.related_model.__name__ if field.is_relation else None
                if target in order and target != model.__name__:
                    assert order.index(target) < order.index(model.__name__), f"{model.__name__}.{field.name}"


def test_every_model_has_its_place_in_the_order():
    placed = {name for order in MODEL_ORDER for name in order}
    assert {model.__name__ for model in our_models()} == placed


def test_every_model_has_a_history_or_needs_none():
    tracked = {history._meta.get_field("pgh_obj").related_model.__name__ for history in histories()}
    assert tracked | WITHOUT_HISTORY == {model.__name__ for model in our_models()}
    assert not tracked & WITHOUT_HISTORY


def test_a_history_holds_no_bodies_and_no_secrets():
    for history in histories():
        held = {field.name for field in history._meta.fields}
        assert not held & {"original", "text", "blocks", "password", "first_name", "last_name", "email"}, history


def test_migrations_of_sources_never_wait_for_claims():
    loader = MigrationLoader(None)
    for (label, name), migration in loader.disk_migrations.items():
        if label == "sources":
            assert all(dependency[0] != "claims" for dependency in migration.dependencies), name
