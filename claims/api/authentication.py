"""Who calls the API."""

from django.contrib.auth.models import AbstractBaseUser
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class PasswordAuthentication(BasicAuthentication):
    """HTTP Basic, but for names and passwords no account can have."""

    def authenticate_credentials(
        self, userid: str, password: str, request: Request | None = None
    ) -> tuple[AbstractBaseUser, None]:
        if "\0" in userid or "\0" in password:
            raise AuthenticationFailed
        return super().authenticate_credentials(userid, password, request)
