"""The application factory: what EventHub is made of, as a table of contents."""

import contextlib
import os
from pathlib import Path

from flask import Flask
from flask_login import current_user
from jinja2 import FileSystemBytecodeCache, StrictUndefined

from eventhub import blueprints, listeners, logs
from eventhub.accounts import permissions
from eventhub.accounts.sessions import find_user_of_session
from eventhub.accounts.views import entering
from eventhub.api import identity, problems
from eventhub.config import SOURCE_ROOT, Config, ConfigError
from eventhub.db import db, encryption, files, state
from eventhub.events.permissions import held_for, may_with
from eventhub.extensions import compress, csrf, login_manager
from eventhub.web import (
    access,
    addresses,
    assets,
    errors,
    filters,
    language,
    limits,
    pagecache,
    security,
    security_log,
    shared,
)
from eventhub.webhooks import changes


def create_app(config: Config | None = None) -> Flask:
    """Build the application; without ``config``, as the environment describes it.

    Raises:
        ConfigError: the environment holds settings that cannot be used.
    """
    config = config or Config.from_environment(os.environ)
    _check_roles(config)
    logs.configure(config.log_level)
    app = Flask(
        "eventhub",
        template_folder=str(SOURCE_ROOT / "templates"),
        static_folder=str(SOURCE_ROOT / "static"),
        instance_path=str(config.instance_path),
    )
    app.config["EVENTHUB"] = config
    app.config["SQLALCHEMY_DATABASE_URI"] = _with_driver(config.database_url)
    # What people wrote stands in no error, and so in no log.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    app.url_rule_class = addresses.LateRule
    app.jinja_env.bytecode_cache = _compiled_templates(Path(config.instance_path) / "templates")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    shared.init_app(app, config)
    pagecache.init_app(app, config)
    security.init_app(app, config)
    security_log.init_app(app)
    limits.init_app(app, config, apart=entering.COUNTED)
    db.init_app(app)
    encryption.init_app(app, config)
    files.init_app(app, config)
    state.watch()
    compress.init_app(app)
    csrf.init_app(app)
    # The user is looked up when a template asks, not for every page: those that are the same for all touch no session.
    login_manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user
    login_manager.login_view = "accounts.login"
    login_manager.login_message = None
    login_manager.user_loader(find_user_of_session)
    language.init_app(app, SOURCE_ROOT / "eventhub" / "translations")
    filters.init_app(app)
    addresses.init_app(app)
    errors.init_app(app)
    errors.answer_under(app, identity.PREFIX, problems.answer)
    blueprints.register(app)
    listeners.connect()
    changes.watch()
    identity.init_app(app, config)
    access.init_app(app, permissions.may)
    app.jinja_env.globals["may_with"] = may_with
    app.jinja_env.globals["held_for"] = held_for
    entering.init_app(app)
    assets.init_app(app, Path(config.instance_path) / "static")
    return app


def _compiled_templates(folder: Path) -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept, by the hash of their source: it saves a third of a second of each start."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _check_roles(config: Config) -> None:
    unknown = permissions.roles_not_known(config.second_factor_roles)
    if unknown:
        raise ConfigError([f"EVENTHUB_SECOND_FACTOR_ROLES names no role of EventHub: {', '.join(unknown)}."])


def _with_driver(database_url: str) -> str:
    """A plain postgresql:// means psycopg 3."""
    return database_url.replace("postgresql://", "postgresql+psycopg://", 1)
