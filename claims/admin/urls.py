"""The addresses of threads, notifications, webhooks and exports, all for people signed in."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from claims.admin import exports, notifications, search, thread_list, threads, webhooks


def _desk(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=name)


urlpatterns = [
    _desk("search/", search.search_page, "search"),
    _desk("threads/", thread_list.threads_page, "threads"),
    _desk("threads/<int:pk>/", threads.thread_page, "thread"),
    _desk("threads/<int:pk>/reply/", threads.reply, "reply"),
    _desk("threads/<int:pk>/edit/", threads.edit, "edit_comment"),
    _desk("threads/<int:pk>/resolve/", threads.resolve, "resolve"),
    _desk("threads/<int:pk>/reopen/", threads.reopen, "reopen_thread"),
    _desk("threads/<slug:kind>/<int:pk>/", threads.discussion_page, "discussion"),
    _desk("dossiers/<int:dossier_id>/members.json", threads.members, "members"),
    _desk("dossiers/<int:pk>/webhooks/", webhooks.webhooks_page, "webhooks"),
    _desk("dossiers/<int:pk>/exports/", exports.exports_page, "exports"),
    _desk("exports/<int:pk>/", exports.prepared_export, "prepared_export"),
    _desk("notifications/", notifications.notifications_page, "notifications"),
    _desk("notifications/read/", notifications.mark_read, "notifications_read"),
    _desk("notifications/settings/", notifications.settings_page, "notification_settings"),
    _desk("notifications/<int:pk>/", notifications.notification, "notification"),
]
