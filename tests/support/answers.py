"""Reading what the portal answers to scripts."""

from typing import Any

from werkzeug.test import TestResponse


def json_of(answer: TestResponse) -> dict[str, Any]:
    """The object of a JSON answer; anything else fails the test."""
    found = answer.json
    assert isinstance(found, dict)
    return found
