"""`/orte/<ort>/antworten` and `/beteiligung/<verfahren>/antworten`: what was said, what was done, what is not possible and why."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.kernel.errors import NotFound
from portal.needs.queries import public_answers as queries
from portal.needs.routes.wording import simple_mark
from portal.needs.terms.telling import AnswerGroup
from portal.places import queries as places
from portal.web.access import public
from portal.web.pages import page

bp = Blueprint("answers", __name__)

#: So many under each heading before one asks for all.
SHOWN = 6
PAGE = 20


@bp.get("/orte/<slug>/antworten")
@public
def of_place(slug: str) -> Response:
    place = places.place_by_slug(slug)
    tree = places.tree_with(place.id)
    node = tree.get(place.id)
    assert node is not None
    near = tree.contact_of(node)
    return _answers(
        queries.at_place([below.id for below in tree.subtree(node)]),
        here=url_for("answers.of_place", slug=slug),
        name=place.name,
        back=url_for("places.show", slug=slug),
        near=near,
    )


@bp.get("/beteiligung/<slug>/antworten")
@public
def of_consultation(slug: str) -> Response:
    consultation = consultations.public_consultation(slug)
    if consultation is None:
        raise NotFound
    enough = queries.enough_voices(consultation.id)
    return _answers(
        queries.from_consultation(consultation.id) if enough else None,
        here=url_for("answers.of_consultation", slug=slug),
        name=consultation.title,
        back=url_for("public_consultations.show", slug=slug),
        near=None,
        consultation=consultation,
    )


def _answers(where: queries.Condition | None, *, here: str, **shown: Any) -> Response:
    """`where` is empty when too few spoke to show anything."""
    group = next((one for one in AnswerGroup if one.value == request.args.get("teil")), None)
    wanted = [group] if group else list(AnswerGroup)
    after = request.args.get("after") if group else None
    found = {}
    if where is not None:
        some = PAGE if group else SHOWN
        found = {one: queries.public_lines(where, one, after=after, limit=some) for one in wanted}
    return page(
        "needs/public_answers.html",
        here=here,
        group=group,
        groups=list(AnswerGroup),
        found=found,
        counts=queries.public_counts(where) if where is not None else {},
        simple=request.args.get("leicht") == "1",
        simple_mark=simple_mark,
        **shown,
    )
