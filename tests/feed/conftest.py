"""A small county with Bedarfe, and systems that hold a key."""

import pytest
from flask import Flask

from portal.county.models import County
from portal.places.models import Sozialraum
from portal.web import limits
from tests.factories.county import make_county
from tests.factories.places import make_place, make_root, square


@pytest.fixture
def county(app: Flask) -> County:
    """The county with its lists of terms."""
    limits.forget_all()
    made = make_county(with_terms=True)
    make_root()
    return made


@pytest.fixture
def north(county: County) -> Sozialraum:
    """A Gemeinde with a boundary, so that it has a centre."""
    return make_place("Nordheim", ags="09999101", boundary=square(10.2, 48.2))


@pytest.fixture
def south(county: County) -> Sozialraum:
    """Another Gemeinde."""
    return make_place("Südheim", ags="09999202", boundary=square(10.6, 48.0))
