"""What the tests of the web room share."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.kernel import runtime
from portal.kernel.db import db
from tests.support import probe
from tests.support.application import make_test_app, new_client
from tests.support.picky import PickyClient


@pytest.fixture(scope="session")
def process_probe_app(process_app: Flask) -> Iterator[Flask]:
    """The portal with the pages of `tests.support.probe`, on the database of this process."""
    app = probe.add_to(make_test_app(runtime.settings()))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def probe_app(process_probe_app: Flask, app: Flask) -> Iterator[Flask]:
    """The same with an empty database."""
    yield process_probe_app
    with process_probe_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(probe_app: Flask) -> PickyClient:
    """Somebody without an account, on the portal with probes."""
    return new_client(probe_app)
