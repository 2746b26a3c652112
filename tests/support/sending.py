"""Sending values to an address as a form of the same site would, without having read its page."""

from collections.abc import Mapping
from typing import Any

from werkzeug.test import TestResponse

from tests.support.picky import PickyClient


def send(client: PickyClient, url: str, values: Mapping[str, Any]) -> TestResponse:
    """POST these values; follows no redirect."""
    return client.post(url, data=dict(values), headers={"Sec-Fetch-Site": "same-origin"})
