from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with our site as the default one, so that `@admin.register` needs to know no site."""

    default_site = "claims.desk.Desk"
