"""The composition root: this is the whole house, room by room. It wires, it does nothing else."""

import importlib
import importlib.util
import os
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import click
from flask import Blueprint, Flask
from flask.cli import FlaskGroup
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.kernel import jobs, runtime
from portal.kernel.db import ask_after_rest, check_durability, db
from portal.settings import ROOT, Settings, UnsafeSettings
from portal.web import (
    access,
    appearance,
    assets,
    csrf,
    errors,
    headers,
    health,
    htmx,
    i18n,
    kept,
    logs,
    nav,
    pages,
    panels,
    site,
    ui,
)

#: Rooms of the house, lowest first; each brings its tables, rules, pages and commands.
FEATURES = (
    "county",
    "places",
    "accounts",
    "network",
    "indicators",
    "offers",
    "funding",
    "sectorplans",
    "consultations",
    "contributions",
    "walls",
    "concerns",
    "surveys",
    "pinmaps",
    "workshops",
    "roundtables",
    "needs",
    "planning",
    "cases",
    "kuemmerer",
    "reports",
    "feed",
    "demo",
)
#: Pages of the web room itself.
WEB_PAGES = ("gallery", "glossary_page", "jobs")
PARTS = ("models", "policy", "subscribers")


def create_app(settings: Settings | None = None, *, worker: bool = True) -> Flask:
    """The application. With `worker` and the setting "thread" it also delivers its own outbox."""
    chosen = settings or Settings.from_env()
    runtime.configure(chosen)
    logs.configure(chosen)
    app = Flask("portal", root_path=str(ROOT / "portal"), static_folder=None)
    _configure(app, chosen)
    db.init_app(app)
    for room in (headers, i18n, appearance, access, csrf, htmx, pages, nav, panels, kept, ui, assets, errors):
        room.init(app)
    app.jinja_env.globals["site"] = site.site
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    access.verify(app)
    if click.get_current_context(silent=True) is not None:
        _add_commands(app)
    with app.app_context():
        ask_after_rest(db.engine)
        check_durability(db.engine)
    if worker and chosen.worker == "thread":
        app.before_request(OwnWorker(app).ensure)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    engine_options: dict[str, Any] = {
        "pool_size": 16,
        "max_overflow": 16,
        "pool_timeout": 10,
        "hide_parameters": True,
        # Reads need no transaction; units of work begin theirs themselves. It saves two of three round trips of a read.
        **({} if settings.is_sqlite else {"isolation_level": "AUTOCOMMIT"}),
    }
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)  # type: ignore[method-assign]


def _modules(name: str) -> Iterator[ModuleType]:
    for feature in FEATURES:
        path = f"portal.{feature}.{name}"
        if _is_there(f"portal.{feature}") and _is_there(path):
            yield importlib.import_module(path)


def _is_there(name: str) -> bool:
    """Whether there is a module or a package of this name; a folder without `__init__.py`, left over, is neither."""
    found = importlib.util.find_spec(name)
    return found is not None and found.origin is not None


def _blueprints() -> Iterator[Blueprint]:
    for part in PARTS:
        list(_modules(part))
    yield assets.bp
    yield health.bp
    for name in WEB_PAGES:
        if _is_there(f"portal.web.{name}"):
            yield importlib.import_module(f"portal.web.{name}").bp
    for module in _modules("routes"):
        yield from module.BLUEPRINTS if hasattr(module, "BLUEPRINTS") else (module.bp,)


class OwnWorker:
    """A worker inside the process that serves; it starts with the first request, so each process of a server has its own."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._started: dict[int, jobs.Worker] = {}

    def ensure(self) -> None:
        """Start it unless this process has one."""
        if os.getpid() in self._started:
            return
        with self._lock:
            if os.getpid() not in self._started:
                worker = jobs.Worker(self._app.app_context)
                worker.start()
                self._started[os.getpid()] = worker


def _command_app(*_args: Any) -> Flask:
    try:
        return create_app(worker=False)
    except UnsafeSettings as error:
        raise click.ClickException(str(error)) from None


def _add_commands(app: Flask) -> None:
    """Commands are loaded for the command line alone: a server starts without them and without the migration tools."""
    from flask_migrate import Migrate

    from portal.web.commands import commands

    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for command in commands:
        app.cli.add_command(command)
    for module in _modules("cli"):
        for group in getattr(module, "groups", None) or (module.group,):
            app.cli.add_command(group)


cli = FlaskGroup(
    create_app=_command_app, help="Miteinander, das Beteiligungsportal der Landkreise.", add_version_option=False
)
