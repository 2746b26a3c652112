"""What stands in the documentation, in the order in which it is read: the same for the PDF and the Word file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.places import queries as places
from portal.web.i18n import _, as_date, as_datetime, ngettext, pgettext
from portal.web.site import site
from portal.workshops.queries.chain import Chain, Criticism, Idea, Thought, chain
from portal.workshops.queries.sketches import histories

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop, ProjectSketch, SketchEntry


def documentation(workshop: "FutureWorkshop", *, for_staff: bool) -> dict[str, Any]:
    """JSON values. Without `for_staff` names of Paten stand there only with their consent, and nothing that is held or hidden."""
    found = chain(workshop, for_staff=for_staff)
    told = histories([one.id for one in found.sketches])
    return {
        "title": workshop.title,
        "kind": _("Dokumentation der Zukunftswerkstatt"),
        "publisher": site().county_name or site().name,
        "draft": "" if workshop.is_released else _("Entwurf, noch nicht freigegeben"),
        "facts": _facts(workshop, found),
        "purpose": {"heading": _("Worum es ging"), "text": workshop.purpose},
        "summary": {"heading": _("Was herauskam"), "text": workshop.summary},
        "chain": {
            "heading": _("Von der Kritik zum Projekt"),
            "columns": [_("Kritik"), _("Wunsch"), _("Projekt")],
            "rows": [_row(one) for one in found.criticisms],
            "empty": _("Es wurde keine Kritik aufgeschrieben."),
        },
        "critique": _section(_("Kritik"), [one.thought for one in found.criticisms]),
        "fantasy": _section(_("Phantasie"), [one.thought for one in found.ideas]),
        "realisation": _section(_("Was Menschen beitragen wollen"), list(found.offers)),
        "sketches": {
            "heading": _("Projektskizzen"),
            "items": [_sketch(one, found, told[one.id], for_staff) for one in found.sketches],
            "empty": _("Es wurde keine Projektskizze geschrieben."),
        },
        "foot": _foot(workshop),
    }


def _facts(workshop: "FutureWorkshop", found: Chain) -> list[list[str]]:
    names = places.names([workshop.sozialraum_id])
    when = as_datetime(workshop.starts_at) if workshop.starts_at else ""
    if workshop.is_online and workshop.critique_on and workshop.ends_on:
        when = _("%(first)s bis %(last)s", first=as_date(workshop.critique_on), last=as_date(workshop.ends_on))
    facts = [
        (_("Gemeinde"), names.get(workshop.sozialraum_id, "")),
        (_("Wann"), when),
        (_("Wo"), _("Online") if workshop.is_online else workshop.venue),
        (_("Moderation"), workshop.led_by),
        (_("Menschen"), str(workshop.people) if workshop.people is not None else ""),
        (_("Wer da war"), workshop.participants),
        (pgettext("Moderationswand", "Karten"), str(found.number_of_cards)),
        (_("Punkte"), str(found.number_of_dots)),
    ]
    return [[label, value] for label, value in facts if value]


def _row(one: Criticism) -> dict[str, str]:
    projects = [sketch.title for sketch in one.idea.sketches] if one.idea else []
    return {
        "critique": one.thought.title,
        "wish": one.wish.text if one.wish else _("noch nicht umgekehrt"),
        "project": ", ".join(projects) or "–",
    }


def _section(heading: str, thoughts: Sequence[Thought]) -> dict[str, Any]:
    return {"heading": heading, "groups": [_group(one) for one in thoughts], "empty": _("Hier hängt keine Karte.")}


def _group(thought: Thought) -> dict[str, Any]:
    dots = ngettext("%(n)s Punkt", "%(n)s Punkte", thought.dots) if thought.dots else ""
    cards = [f"{card.text} ({card.name})" if card.name else card.text for card in thought.cards]
    if thought.cluster_id is None:
        return {"title": "", "dots": dots, "cards": cards}
    return {"title": thought.title, "dots": dots, "cards": cards}


def _sketch(sketch: "ProjectSketch", found: Chain, told: "Sequence[SketchEntry]", for_staff: bool) -> dict[str, Any]:
    idea: Idea | None = found.idea_of(sketch)
    by_when = _("bis %(day)s", day=as_date(sketch.first_step_on)) if sketch.first_step_on else ""
    answers = [
        (_("Wunsch"), idea.thought.title if idea else ""),
        (_("Was"), sketch.what),
        (_("Wer"), sketch.who),
        (_("Wann"), sketch.when_done),
        (_("Mit wem"), sketch.with_whom),
        (_("Erster Schritt"), ", ".join(part for part in (sketch.first_step, by_when) if part)),
        (_("Patin oder Pate"), named_godparent(sketch, for_staff=for_staff)),
        (_("Stand"), _(sketch.state.label)),
    ]
    return {
        "title": sketch.title,
        "answers": [[label, value] for label, value in answers if value],
        "told": [[as_date(one.at), f"{_(one.state.label)}: {one.sentence}"] for one in told],
    }


def named_godparent(sketch: "ProjectSketch", *, for_staff: bool) -> str:
    """The Pate's name for those who may read it; for others that there is one."""
    if not sketch.godparent:
        return ""
    return sketch.godparent if for_staff or sketch.godparent_may_be_named else _("hat sich gefunden")


def _foot(workshop: "FutureWorkshop") -> str:
    contact = ", ".join(part for part in (workshop.contact_name, workshop.contact_phone) if part)
    day = as_date(clock.today())
    return (
        _("Stand: %(day)s. Fragen? %(contact)s", day=day, contact=contact) if contact else _("Stand: %(day)s", day=day)
    )
