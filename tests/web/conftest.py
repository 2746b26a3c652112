"""What the tests of the web room share."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support import probe
from tests.support.picky import PickyClient


@pytest.fixture
def probe_app(make_app: Callable[..., Flask]) -> Flask:
    """The portal with the pages of `tests.support.probe`."""
    return probe.add_to(make_app())


@pytest.fixture
def visitor(probe_app: Flask) -> PickyClient:
    """Somebody without an account, on the portal with probes."""
    client = probe_app.test_client()
    assert isinstance(client, PickyClient)
    return client
