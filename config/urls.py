from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claims.admin.carrying import held_capture_page, newer_capture_page
from claims.admin.importing import import_page
from claims.admin.notes import note_page
from claims.admin.sheets import faults_page, sheet_page, sheets_page

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("desk/import/", admin.site.admin_view(import_page), name="import"),
    path("desk/note/", admin.site.admin_view(note_page), name="note"),
    path("desk/documents/<int:document_id>/newer/", admin.site.admin_view(newer_capture_page), name="newer_capture"),
    path("desk/newer/<int:capture_id>/", admin.site.admin_view(held_capture_page), name="held_capture"),
    path("desk/sheets/", admin.site.admin_view(sheets_page), name="sheets"),
    path("desk/sheets/<int:sheet_id>/", admin.site.admin_view(sheet_page), name="sheet"),
    path("desk/sheets/<int:sheet_id>/errors.csv", admin.site.admin_view(faults_page), name="sheet_errors"),
    path("desk/language/", include("django.conf.urls.i18n")),
    path("desk/", admin.site.urls),
    path("api/v1/", include("claims.api.urls")),
]
