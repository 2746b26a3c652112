"""The application under test."""

from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.settings import Settings
from tests.support.picky import PickyClient


def settings_for_tests(folder: Path, **changes: Any) -> Settings:
    """Settings of a portal that lives in `folder`, works off nothing by itself and sends nothing."""
    values: dict[str, Any] = {
        "data_dir": folder / "data",
        "secret_key": "only-for-tests-0123456789-abcdefghij",
        "base_url": "http://localhost",
        "worker": "none",
        "log_level": "WARNING",
    }
    return Settings(**(values | changes))


def make_test_app(settings: Settings) -> Flask:
    """An application whose client is picky and whose errors surface in the test."""
    app = create_app(settings)
    app.config["TESTING"] = True
    app.test_client_class = PickyClient
    for handlers in app.error_handler_spec[None].values():
        handlers.pop(Exception, None)
    return app


def new_client(app: Flask) -> PickyClient:
    """A visitor with cookies of their own."""
    client = app.test_client()
    assert isinstance(client, PickyClient)
    return client
