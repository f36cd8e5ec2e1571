"""What EventHub uses of Flask-Login, for the type checker alone; its own types know the user only as Any | None."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

current_user: Any
"""The User who is signed in, or an anonymous one."""

class UserMixin:
    @property
    def is_authenticated(self) -> bool: ...

class LoginManager:
    login_view: str | None
    login_message: str | None
    def init_app(self, app: Flask, add_context_processor: bool = ...) -> None: ...
    def user_loader(self, callback: Callable[[str], Any]) -> Callable[[str], Any]: ...
    def unauthorized(self) -> Response: ...
    def _update_request_context_with_user(self, user: Any = ...) -> None: ...  # what ``login_user`` ends with

def login_user(user: Any, remember: bool = ...) -> bool: ...
