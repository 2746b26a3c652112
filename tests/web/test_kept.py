"""Parts that are drawn once: what stands in their key decides what somebody sees."""

import pytest
from jinja2 import DictLoader, Environment

from portal.web import kept
from portal.web.kept import Kept

PAGE = "{% kept language, name %}{{ count() }}: {{ name }}{% endkept %}"


class Counter:
    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> int:
        self.drawn += 1
        return self.drawn


def environment(**templates: str) -> Environment:
    return Environment(loader=DictLoader(templates), extensions=[Kept], autoescape=True, auto_reload=False)


def test_the_same_key_is_drawn_once_and_another_one_anew() -> None:
    page, count = environment(page=PAGE).get_template("page"), Counter()

    assert page.render(language="de", name="Mindelheim", count=count) == "1: Mindelheim"
    assert page.render(language="de", name="Mindelheim", count=count) == "1: Mindelheim"
    assert page.render(language="en", name="Mindelheim", count=count) == "2: Mindelheim"
    assert page.render(language="de", name="Bad Wörishofen", count=count) == "3: Bad Wörishofen"


def test_parts_at_different_places_do_not_meet() -> None:
    both = environment(one=PAGE, other="{% kept language, name %}anders{% endkept %}")

    assert both.get_template("one").render(language="de", name="x", count=Counter()) == "1: x"
    assert both.get_template("other").render(language="de", name="x") == "anders"


def test_what_is_shown_is_escaped_once() -> None:
    page = environment(page=PAGE).get_template("page")

    for _ in range(2):
        assert page.render(language="de", name="<b>", count=lambda: 1) == "1: &lt;b&gt;"


def test_a_key_that_cannot_be_compared_is_refused() -> None:
    with pytest.raises(TypeError):
        environment(page=PAGE).get_template("page").render(language=["de"], name="x", count=Counter())


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    few = 3
    monkeypatch.setattr(kept, "MOST", few)
    made = environment(page=PAGE)
    page, count = made.get_template("page"), Counter()

    for number in range(few * 4):
        assert page.render(language="de", name=str(number), count=count) == f"{number + 1}: {number}"

    extension = made.extensions[Kept.identifier]
    assert isinstance(extension, Kept)
    assert len(extension._drawn) <= few


def test_templates_that_are_being_written_show_what_they_are() -> None:
    made = Environment(loader=DictLoader({"page": PAGE}), extensions=[Kept], auto_reload=True)
    count = Counter()

    assert made.get_template("page").render(language="de", name="x", count=count) == "1: x"
    assert made.get_template("page").render(language="de", name="x", count=count) == "2: x"
