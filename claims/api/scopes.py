"""What a token may be used for: asked of every view, so that none can forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request

from sources.models import ApiToken
from sources.models.token import Scope

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the settings that name this file


class ScopeMissing(PermissionDenied):
    """The token is good, but not for this (RFC 6750, 3.1)."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(f"This token is not for that: it lacks the scope “{scope.value}”. Make one that has it.")
        self.auth_header = f'Bearer error="insufficient_scope", scope="{scope.value}"'


class InScope(BasePermission):
    """Whoever comes with a token needs its scope: read to read; to write, the `scope` that the view names."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        needed = Scope.READ if request.method in SAFE_METHODS else Scope(getattr(view, "scope", Scope.WRITE))
        if isinstance(request.auth, ApiToken) and needed.value not in request.auth.scopes:
            raise ScopeMissing(needed)
        return True


class SignedIn(IsAuthenticated):
    """Nobody else is answered; whoever asks without being somebody is counted all the same."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if super().has_permission(request, view):
            return True
        view.check_throttles(request)
        return False
