"""What Zukunftswerkstätten add to pages of other rooms."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import url_for

from portal.contributions.terms import ContributionKind, TimelineEntry
from portal.kernel.clock import today
from portal.kernel.policy import Actor, allows
from portal.places import queries as places
from portal.web.access import actor, may
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel
from portal.workshops import queries
from portal.workshops.policy import PUBLISHERS, WorkshopPermission
from portal.workshops.queries import workshops as rows
from portal.workshops.queries.fate import fate_of_card, origin_of
from portal.workshops.queries.sketches import unfinished_counts
from portal.workshops.terms.limits import WorkshopTiming
from portal.workshops.terms.steps import closed_in

SHOWN_AT_HOME = 3


@panel("my_day", order=68)
def workshops_of_my_day(**_context: Any) -> str | None:
    """Drafts and documentations that wait for the viewer's word, sketches to ask after, and what runs online."""
    if not may(WorkshopPermission.LIST):
        return None
    is_publisher = actor().holds(*PUBLISHERS)
    drafts = rows.drafts_to_publish(actor()) if is_publisher else []
    waiting = rows.to_release(actor()) if is_publisher else []
    again = rows.to_look_at_again(actor(), today())
    online = rows.online_just_now(actor())
    if not drafts and not waiting and not again and not online:
        return None
    return render_panel(
        "workshops/work/my_day.html",
        drafts=drafts,
        waiting=waiting,
        again=again,
        online=online,
        unfinished=unfinished_counts([one.id for one in again]),
    )


@panel("home.main", order=10)
def workshops_at_home(**_context: Any) -> str | None:
    """What runs, comes, and came out, on the start page: the same for everybody, since that page is kept."""
    published = queries.published()
    found = [one for timing in WorkshopTiming for one in published if one.timing is timing][:SHOWN_AT_HOME]
    if not found:
        return None
    names = places.names(one.sozialraum_id for one in found)
    return render_panel("workshops/public/home.html", found=found, names=names)


@panel("place.main", order=26)
def workshops_of_place(*, place: Any, **_context: Any) -> str | None:
    """Workshops that concern the place."""
    found = rows.published_around(place.id, place.lineage)
    return render_panel("workshops/public/panel_place.html", found=found) if found else None


@panel("consultation.formats", order=25)
def workshops_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The workshops of a Verfahren on its public page, one card each."""
    found = queries.published(consultation_id=consultation.id)
    return render_panel("workshops/public/panel_consultation.html", found=found) if found else None


@panel("consultation.work", order=25)
def workshops_of_consultation_work(*, consultation: Any, **_context: Any) -> str | None:
    """The workshops of a Verfahren, drafts included, for those who work on it."""
    if not may(WorkshopPermission.LIST):
        return None
    found = queries.own_of_consultation(actor(), consultation.id)
    return render_panel("workshops/work/panel_consultation.html", found=found, consultation=consultation)


@panel("wall.aside")
def workshop_of_wall(*, wall: Any, **_context: Any) -> str | None:
    """Whose wall it is, with the way back to leading."""
    workshop = queries.of_wall(wall.id)
    if workshop is None or not may(WorkshopPermission.READ, workshop):
        return None
    return render_panel("workshops/work/panel_wall.html", workshop=workshop)


@panel("wall.phone")
def step_on_the_phone(*, wall: Any, **_context: Any) -> str | None:
    """What people with a phone may do in this step, and kindly why something else is closed."""
    workshop = queries.of_wall(wall.id)
    if workshop is None:
        return None
    return render_panel("workshops/public/panel_phone.html", workshop=workshop, closed=closed_in(workshop.step))


@panel("triage.entry", order=15)
@panel("contribution.main", order=15)
def workshop_of_contribution(*, contribution: Any, **_context: Any) -> str | None:
    """The workshop a card or a sketch comes from, for those who work with the Wortmeldung and may read the workshop."""
    if contribution.kind is not ContributionKind.CARD:
        return None
    origin = origin_of(contribution.id)
    if origin is None or not may(WorkshopPermission.READ, origin.workshop):
        return None
    return render_panel("workshops/work/panel_contribution.html", origin=origin)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Workshops stand in the log by their title."""
    yield queries.titles(ids)


@contributes("receipt.timeline", order=25)
def card_entries(*, contribution_id: UUID, **_context: Any) -> Iterator[TimelineEntry]:
    """For the person who wrote a card: the wish it was turned into, and the projects that came of it."""
    fate = fate_of_card(contribution_id)
    if fate is None:
        return
    if fate.wish is not None and fate.wish_at is not None:
        yield TimelineEntry(fate.wish_at, _("Daraus wurde ein Wunsch"), f"„{fate.wish}“")
    for title, at in fate.projects:
        yield TimelineEntry(at, _("Daraus wurde ein Projekt"), title, "success")
    for title, entry in fate.entries:
        heading = _("%(project)s: %(state)s", project=title, state=_(entry.state.label))
        yield TimelineEntry(entry.at, heading, entry.sentence, entry.state.tone.replace("neutral", "info"))
    if fate.released_at is not None:
        yield TimelineEntry(
            fate.released_at,
            _("Die Dokumentation der Zukunftswerkstatt ist da"),
            _("Sie steht auf der Seite „%(title)s“.", title=fate.title),
        )


@contributes("data_collection.address")
def addresses_of_collections(
    *, kind: str, ids: frozenset[UUID], who: Actor, **_context: Any
) -> Iterator[tuple[UUID, str]]:
    """The way from the Erhebungskalender to Zukunftswerkstätten, for who may read them."""
    if kind == "workshop":
        for one in rows.get_many(ids):
            if allows(WorkshopPermission.READ, who, one):
                yield one.id, url_for("workshops.detail", workshop_id=one.id)
