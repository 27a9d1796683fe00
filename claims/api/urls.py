from django.urls import path

from claims.api.export import ExportView

app_name = "api"
urlpatterns = [
    path("export/", ExportView.as_view(), name="export"),
]
