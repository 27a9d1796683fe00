from django.urls import path

from claims.api.documents import DocumentOriginalView, DocumentsView, DocumentTextView, DocumentView
from claims.api.export import ExportView

app_name = "api"
urlpatterns = [
    path("export/", ExportView.as_view(), name="export"),
    path("documents/", DocumentsView.as_view(), name="documents"),
    path("documents/<int:pk>/", DocumentView.as_view(), name="document"),
    path("documents/<int:pk>/text/", DocumentTextView.as_view(), name="document-text"),
    path("documents/<int:pk>/original/", DocumentOriginalView.as_view(), name="document-original"),
]
