"""What is new for everybody: answers, Beschlüsse, Verfahren that begin and end, and each Stand of the open data."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from uuid import UUID

from portal.consultations import queries as consultations
from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState, Timing
from portal.feed.queries import open_data
from portal.feed.terms.news import MOST_ENTRIES, News
from portal.kernel import clock
from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.needs.queries import public_answers as answers
from portal.needs.queries.public_answers import Condition, PublicLine
from portal.needs.terms.telling import AnswerGroup
from portal.places import queries as places
from portal.places.queries import PlaceNode

BEGINS, ENDED = N_("Beteiligung beginnt"), N_("Beteiligung beendet")


def of_county() -> list[News]:
    """The latest of the whole county, the newest first."""
    tree = places.tree()
    everything = [
        *_answers(answers.at_place([node.id for node in tree])),
        *_decisions(None),
        *_consultations(_published()),
        *_releases(),
    ]
    return _latest(everything)


def of_place(node: PlaceNode) -> list[News]:
    """The latest of a Sozialraum and everything beneath; Verfahren around it are its own, too."""
    beneath = [below.id for below in places.tree().subtree(node)]
    concerning = _published(around=node.id, lineage=node.lineage)
    found = [*_answers(answers.at_place(beneath)), *_decisions(beneath), *_consultations(concerning)]
    return _latest(found)


def of_consultation(consultation: Consultation) -> list[News]:
    """The latest of a Verfahren; answers only when enough people spoke that none can be computed back to one of them."""
    found = list(_consultations([consultation]))
    if answers.enough_voices(consultation.id):
        found += _answers(answers.from_consultation(consultation.id))
    return _latest(found)


def _latest(found: Iterable[News]) -> list[News]:
    return sorted(found, key=lambda one: (one.at, one.mark), reverse=True)[:MOST_ENTRIES]


def _published(*, around: UUID | None = None, lineage: Sequence[UUID] = ()) -> list[Consultation]:
    """Running and past ones: what is only coming is no news yet."""
    found: dict[UUID, Consultation] = {}
    for timing in (Timing.RUNNING, Timing.PAST):
        for one in consultations.published(timing, around=around, lineage=lineage):
            found[one.id] = one
    return list(found.values())


def _answers(where: Condition) -> Iterator[News]:
    tree = places.tree()
    for group in AnswerGroup:
        for one in answers.public_lines(where, group, limit=MOST_ENTRIES).rows:
            yield _answer(one, tree)


def _answer(line: PublicLine, tree: places.Tree) -> News:
    node = tree.get(line.place_id)
    return News(
        mark=f"antwort/{line.need_id}/{line.on.isoformat()}",
        title=line.title,
        text=line.sentence,
        at=_day(line.on),
        leads_to=("answers", node.slug if node else ""),
        places=(line.place_name,) if line.place_name else (),
    )


def _decisions(place_ids: Collection[UUID] | None) -> Iterator[News]:
    tree = places.tree()
    for one in open_data.decisions():
        where = {place.id: place.name for measure in one.measures for place in measure.places}
        if place_ids is not None and not set(where) & set(place_ids):
            continue
        slugs = [node.slug for id_ in where if (node := tree.get(id_)) is not None]
        yield News(
            mark=f"beschluss/{one.decision.id}",
            title=f"{one.committee}: {', '.join(measure.name_for_all for measure in one.measures)}",
            text=one.decision.result.label,
            at=_day(one.decision.decided_on),
            leads_to=("place", slugs[0] if slugs else ""),
            places=tuple(where.values()),
        )


def _consultations(found: Iterable[Consultation]) -> Iterator[News]:
    today = clock.today()
    for one in found:
        name = one.sozialraum.name
        if one.opens_on is not None and one.opens_on <= today:
            yield News(
                f"beteiligung/{one.id}/beginn",
                one.title,
                BEGINS,
                _day(one.opens_on),
                ("consultation", one.slug),
                (name,),
            )
        if one.state is ConsultationState.CLOSED and one.closed_at is not None:
            text = one.outcome or ENDED
            yield News(
                f"beteiligung/{one.id}/ende", one.title, text, one.closed_at, ("consultation", one.slug), (name,)
            )
        elif one.closes_on is not None and one.closes_on < today:
            yield News(
                f"beteiligung/{one.id}/ende", one.title, ENDED, _day(one.closes_on), ("consultation", one.slug), (name,)
            )


def _releases() -> Iterator[News]:
    for one in open_data.public_releases(limit=5):
        assert one.published_at is not None
        yield News(
            f"stand/{one.day.isoformat()}", N_("Neuer Stand der offenen Daten"), "", one.published_at, ("open_data", "")
        )


def _day(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ON_SCREEN)
