"""The door of the desk: Django's admin without its own pages for signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.http import urlencode

_CLOSED = {"autocomplete", "jsi18n", "password_change_done", "view_on_site"}  # no page of ours leads there


class Door(AdminSite):
    """The admin's addresses for signing in and out lead to the account's, where a second factor is asked for."""

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [each for each in super().get_urls() if getattr(each, "name", None) not in _CLOSED]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def logout(  # type: ignore[override]  # Django's answers with a page, ours with the way to one
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")
