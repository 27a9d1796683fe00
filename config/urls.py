from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claims.admin.bulk import bulk_acts_page, bulk_preview_page
from claims.admin.carrying import held_capture_page, newer_capture_page
from claims.admin.drafts import drafts_page
from claims.admin.history import history_page
from claims.admin.importing import batch_page, import_page
from claims.admin.notes import note_page
from claims.admin.sheets import faults_page, sheet_page, sheets_page
from sources.accounts.pages import ResetPage, account_page
from sources.accounts.token_page import tokens_page

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("desk/bulk/", admin.site.admin_view(bulk_acts_page), name="bulk_acts"),
    path("desk/bulk/preview/", admin.site.admin_view(bulk_preview_page), name="bulk_preview"),
    path("desk/drafts/", admin.site.admin_view(drafts_page), name="drafts"),
    path("desk/history/<slug:kind>/<int:pk>/", admin.site.admin_view(history_page), name="history"),
    path("desk/import/", admin.site.admin_view(import_page), name="import"),
    path("desk/import/batch/", admin.site.admin_view(batch_page), name="import_batch"),
    path("desk/note/", admin.site.admin_view(note_page), name="note"),
    path("desk/documents/<int:document_id>/newer/", admin.site.admin_view(newer_capture_page), name="newer_capture"),
    path("desk/newer/<int:capture_id>/", admin.site.admin_view(held_capture_page), name="held_capture"),
    path("desk/sheets/", admin.site.admin_view(sheets_page), name="sheets"),
    path("desk/sheets/<int:sheet_id>/", admin.site.admin_view(sheet_page), name="sheet"),
    path("desk/sheets/<int:sheet_id>/errors.csv", admin.site.admin_view(faults_page), name="sheet_errors"),
    path("desk/", include("claims.admin.urls")),
    path("desk/language/", include("django.conf.urls.i18n")),
    path("desk/", admin.site.urls),
    path("published/", include("claims.published.urls")),
    path("account/", account_page, name="account"),
    path("account/tokens/", tokens_page, name="account_tokens"),
    # Addresses and identities of an account are an administrator's to change: those pages of allauth stay closed.
    path("account/email/", RedirectView.as_view(pattern_name="account")),
    path("account/3rdparty/", RedirectView.as_view(pattern_name="account")),
    path("account/3rdparty/signup/", RedirectView.as_view(pattern_name="account_login")),
    path("account/password/reset/", ResetPage.as_view()),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("claims.api.urls")),
]
handler400 = "claims.admin.refusing.bad_request"
handler404 = "claims.admin.refusing.not_found"
