"""Vectors for what lacks one: after a model of meaning was set, or another one, or while its address was down."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims import meaning, recall
from claims.models import KeptStatement, StatementVector
from claims.similarity import SIMILARITY_VERSION
from claims.similarity.embedding import Embedder, EmbedderFailed
from sources.management.dossiers import add_dossier_argument, named_dossiers
from sources.models import Dossier

_AT_ONCE = 256

NO_PGVECTOR = (
    "The database has no pgvector: vectors are kept and have their say, but claims are found by their words alone. "
    "Install it on the server, let a superuser run CREATE EXTENSION vector; in this database, and run this again."
)


class Command(BaseCommand):
    help = (
        "Embed the statements that have no vector of the model that EMBEDDER names, and make the index that finds the "
        "nearest of them. What is done stays done: run it again after it was stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_dossier_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            model = meaning.embedder()
            if model is None:
                self.stdout.write("EMBEDDER is none: claims are filed by their words, there is nothing to embed.")
                return
            for dossier in named_dossiers(options):
                self.stdout.write(f"{dossier.slug}: {self._embed(dossier, model)} statements embedded by {model.name}")
        except EmbedderFailed as failed:
            raise CommandError(str(failed)) from failed
        if meaning.has_pgvector():
            meaning.index_vectors(model)
        else:
            self.stdout.write(NO_PGVECTOR)

    def _embed(self, dossier: Dossier, model: Embedder) -> int:
        done, last = 0, 0
        while True:
            with transaction.atomic():
                Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
                rows = list(_lacking(dossier, model).filter(pk__gt=last)[:_AT_ONCE])
                if not rows:
                    return done
                done += meaning.embed(dossier, recall.as_statements(rows), model)
                last = rows[-1].pk


def _lacking(dossier: Dossier, model: Embedder) -> Any:
    """The kept statements without a vector of this model, in order; those of an earlier version are kept anew first."""
    held = StatementVector.objects.filter(dossier=dossier, embedder=model.name, version=SIMILARITY_VERSION)
    kept = KeptStatement.objects.filter(document__dossier=dossier, version=SIMILARITY_VERSION)
    return kept.exclude(claim__in=held.values("claim")).exclude(said={}).order_by("pk")
