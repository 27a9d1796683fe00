from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claims.admin.importing import import_page

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("desk/import/", admin.site.admin_view(import_page), name="import"),
    path("desk/", admin.site.urls),
    path("api/v1/", include("claims.api.urls")),
]
