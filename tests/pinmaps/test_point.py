"""The map beneath a question of a survey."""

from dataclasses import dataclass

from flask import Flask

from portal.web.panels import panels
from tests.factories.places import make_root


@dataclass
class Typed:
    latitude: str = ""
    longitude: str = ""


def test_a_question_for_a_place_gets_a_map_with_what_was_shown_before(app: Flask) -> None:
    make_root()
    with app.test_request_context():
        html = panels("survey.point", question=None, typed=Typed("48.5", "10.5"))

    assert 'name="latitude" value="48.5"' in html
    assert 'name="longitude" value="10.5"' in html
    assert 'data-island="place-point"' in html
    assert "data-with-map hidden" in html


def test_without_boundaries_words_must_do(app: Flask) -> None:
    with app.test_request_context():
        assert panels("survey.point", question=None, typed=Typed()) == ""


def test_what_was_typed_is_only_text(app: Flask) -> None:
    make_root()
    with app.test_request_context():
        html = panels("survey.point", question=None, typed=Typed('"><script>', "x"))

    assert "<script>" not in html
