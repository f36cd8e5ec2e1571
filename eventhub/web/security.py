"""Headers that every answer carries, hosts that requests may name, proxies that are believed."""

import hashlib

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import Signer
from werkzeug.middleware.proxy_fix import ProxyFix

from eventhub.config import Config

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


# Flask-WTF signs the tokens of forms by what is usual in itsdangerous, which is SHA-1, and lets nobody choose.
Signer.default_digest_method = staticmethod(hashlib.sha256)


class SessionCookies(SecureCookieSessionInterface):
    """Cookies signed with HMAC-SHA256, in place of Flask's SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def init_app(app: Flask, config: Config) -> None:
    """Cookies, trusted hosts and proxies by the configuration; security headers on every answer."""
    app.session_interface = SessionCookies()
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-eventhub" if config.is_https else "eventhub",
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=list(config.served_hosts),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        # Pages behind secret links send no Referer; the token and SameSite do this work.
        WTF_CSRF_SSL_STRICT=False,
        PREFERRED_URL_SCHEME="https" if config.is_https else "http",
    )
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if config.is_https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response


def allow_framing(response: Response) -> Response:
    """Let other sites show a page in a frame. It must hold nothing that a click could change."""
    policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    response.headers["Content-Security-Policy"] = policy
    # There is no value of X-Frame-Options that allows all; where frame-ancestors stands, browsers read that alone.
    response.headers["X-Frame-Options"] = "ALLOWALL"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def keep_private(response: Response) -> Response:
    """For pages and files behind a secret link: stored nowhere, indexed nowhere, named to nobody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def allow_camera(response: Response) -> Response:
    """Let a page of ours use the camera, if the person agrees; pictures stay in the page."""
    policy = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
    response.headers["Permissions-Policy"] = policy
    return response
