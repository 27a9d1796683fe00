from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from config.checks import check_somebody_tells_of_https
from config.roles import check_the_application_owns_nothing, settle_after_migration


class DeskConfig(AdminConfig):
    """Django's admin with our site as the default one, so that `@admin.register` needs to know no site."""

    default_site = "claims.desk.Desk"

    def ready(self) -> None:
        """Keys of accounts, groups and jobs are no rows for the desk: what other apps register is taken out."""
        super().ready()
        for label in ("sources", "claims"):
            for model in apps.get_app_config(label).get_models():
                _name_in_the_readers_language(model)
        for model in list(admin.site._registry):
            if model._meta.app_label not in ("sources", "claims"):
                admin.site.unregister(model)
        post_migrate.connect(settle_after_migration, sender=apps.get_app_config("claims"))
        register(check_the_application_owns_nothing, Tags.security, deploy=True)
        register(check_somebody_tells_of_https, Tags.security, deploy=True)


def _name_in_the_readers_language(model: type[Model]) -> None:
    """Columns, filters and headings of lists are named by models and fields: looked up as they are shown.

    What they are named in the code stays what migrations know.
    """
    options = model._meta
    named = str(options.verbose_name), str(options.verbose_name_plural)
    options.verbose_name, options.verbose_name_plural = (gettext_lazy(name) for name in named)
    for field in options.local_fields:
        if not isinstance(field.verbose_name, Promise):
            field.verbose_name = gettext_lazy(field.verbose_name)
