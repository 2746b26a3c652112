"""The way of one Bedarf as one path, for those who work with it, and how far it is for those who said it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.needs import queries
from portal.needs.policy import NeedPermission
from portal.needs.queries import way as facts
from portal.needs.queries.stays import stays_of
from portal.needs.routes.blueprint import bp
from portal.needs.routes.file import need_in_url, place_crumbs
from portal.needs.routes.lengths import days_in_words
from portal.needs.terms import NeedStatus, Stance
from portal.needs.terms.way import NEED_WAY, Station, StepState, WayPart, in_order, in_short, steps
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date, ngettext
from portal.web.pages import page
from portal.web.panels import collect, contributes, panel, render_panel

if TYPE_CHECKING:
    from portal.needs.models import Need, NeedEntry, PublicAnswer


@bp.get("/bedarfe/<uuid:need_id>/weg")
@requires(NeedPermission.READ, of=need_in_url)
def need_way(need: "Need") -> Response:
    """Every room that knows something about this Bedarf adds its stations."""
    stations = in_order(collect(NEED_WAY, need=need, who=actor()))
    way = stays_of([need])[need.id]
    return page(
        "needs/way.html",
        need=need,
        crumbs=place_crumbs(need),
        stations=stations,
        parts=in_short(stations),
        lengths=[(stay.stage, stay.since, stay.days(clock.now()), stay.until) for stay in way],
        final=queries.final_need(need) if need.is_merged else None,
        days=days_in_words,
        today=clock.today(),
    )


@panel("need.top", order=10)
def way_on_file(*, need: "Need", **_context: Any) -> str | None:
    """How far the Bedarf is, with the way to its whole path."""
    return render_panel("needs/way_on_file.html", need=need, steps=steps(stays_of([need])[need.id]), states=StepState)


@panel("receipt.main", order=10)
def way_on_receipt(*, contribution_id: UUID, **_context: Any) -> str | None:
    """How far it is, in plain words, for the person who said it: only stages and the days of public answers."""
    found = facts.needs_behind(contribution_id)
    if not found:
        return None
    way = stays_of(found)
    shown = [(queries.public_title(need), steps(way[need.id])) for need in found]
    return render_panel("needs/way_on_receipt.html", shown=shown, states=StepState)


@contributes(NEED_WAY, order=10)
def voices(*, need: "Need", who: Actor) -> Iterator[Station]:
    """Who said it: ways and numbers, never names."""
    found = facts.voices_of(need.id)
    if found:
        first = min(one.first for one in found)
        yield Station(first, WayPart.VOICES, _said(need), _ways(found))
    title = _("Wir haben daraus einen Bedarf gemacht") if found else _("Als Bedarf angelegt")
    yield Station(need.created_at, WayPart.VOICES, title)


def _said(need: "Need") -> str:
    return ngettext("Ein Mensch hat das gesagt", "%(n)s Menschen haben das gesagt", need.people_count)


def _ways(found: list[facts.Voices]) -> str:
    numbers = " · ".join(f"{_(one.channel.label)}: {one.number}" for one in found)
    last = max(one.last for one in found)
    return _("%(numbers)s. Zuletzt am %(day)s.", numbers=numbers, day=as_date(last))


@contributes(NEED_WAY, order=12)
def evidence(*, need: "Need", who: Actor) -> Iterator[Station]:
    """What was added by hand, counted by kind."""
    for one in facts.by_hand_of(need.id):
        against = one.stance is Stance.AGAINST
        title = f"{_(one.kind.label)}: {_(one.stance.label)}"
        number = ngettext("Ein Beleg", "%(n)s Belege", one.number)
        address = url_for("needs.show", need_id=need.id, _anchor="belege")
        tone = "warning" if against else "info"
        yield Station(one.first, WayPart.EVIDENCE, title, number, address, tone, reaches=not against)


@contributes(NEED_WAY, order=14)
def answers(*, need: "Need", who: Actor) -> Iterator[Station]:
    """What was said in public about it."""
    address = url_for("needs.show", need_id=need.id, _anchor="antworten")
    before = NeedStatus.NEW
    for answer in facts.answers_in_order(need.id):
        yield Station(answer.at, WayPart.ANSWER, _title(answer, before), answer.sentence, address, _tone(answer))
        before = answer.status


def _title(answer: "PublicAnswer", before: NeedStatus) -> str:
    if answer.is_farewell:
        return _("Nicht weitergeführt")
    if answer.status is before:
        return _("Zwischenstand: %(status)s", status=_(answer.status.label))
    return _(answer.status.label)


def _tone(answer: "PublicAnswer") -> str:
    return "warning" if answer.is_farewell else answer.status.tone


@contributes(NEED_WAY, order=16)
def joined_and_parted(*, need: "Need", who: Actor) -> Iterable[Station]:
    """Other Bedarfe that came into it, and parts that left; with a link for those who may read them."""
    entries = facts.joined_and_parted(need.id)
    others = queries.numbers([UUID(entry.payload["other"]) for entry in entries if entry.payload.get("other")])
    return [_move(entry, others, who) for entry in entries]


def _move(entry: "NeedEntry", others: dict[UUID, "Need"], who: Actor) -> Station:
    other = others.get(UUID(entry.payload["other"])) if entry.payload.get("other") else None
    readable = other is not None and allows(NeedPermission.READ, who, other)
    text = f"{other.number} {other.title}" if other is not None and readable else ""
    address = url_for("needs.show", need_id=other.id) if other is not None and readable else ""
    return Station(entry.at, WayPart.EVIDENCE, _(entry.kind.label), text, address, "neutral", reaches=False)
