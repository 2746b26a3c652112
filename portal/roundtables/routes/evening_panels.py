"""What evenings, minutes and agreements add to other pages."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.policy import Actor, allows
from portal.roundtables.policy import AgreementPermission, MinutesPermission
from portal.roundtables.queries import agreements, evening, minutes
from portal.web.access import actor, may
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel


@panel("my_day", order=40)
def minutes_of_my_day(**_context: Any) -> str | None:
    """Minutes that wait, overdue ones first, and agreements that need somebody."""
    if not may(AgreementPermission.LIST):
        return None
    waiting = minutes.waiting(actor())
    to_look_at = agreements.to_look_at(actor())
    if not waiting and not to_look_at:
        return None
    return render_panel("roundtables/minutes/my_day.html", waiting=waiting, agreements=to_look_at)


@panel("roundtables.meeting", order=20)
def evening_of_meeting(*, meeting: Any, **_context: Any) -> str | None:
    """The way to the running screen, to closing and to the minutes."""
    if not may(MinutesPermission.RUN, meeting):
        return None
    return render_panel(
        "roundtables/minutes/panel_meeting.html",
        meeting=meeting,
        minutes=minutes.of_meeting(meeting.id),
        has_begun=evening.run_of(meeting.id) is not None,
    )


@panel("roundtables.series", order=20)
def agreements_of_series(*, round_table: Any, **_context: Any) -> str | None:
    """What is open in this series."""
    found = agreements.of_round_table(round_table.id)
    if not found:
        return None
    return render_panel("roundtables/agreements/panel_series.html", agreements=found, round_table=round_table)


@panel("roundtables.public", order=20)
def minutes_in_public(*, round_table: Any, **_context: Any) -> str | None:
    """The released minutes of a public series, for everybody."""
    if not round_table.is_public:
        return None
    found = minutes.released_of(round_table.id)
    return (
        render_panel("roundtables/minutes/panel_public.html", found=found, round_table=round_table) if found else None
    )


@contributes(TODAY_DUE, order=40)
def agreements_that_need_somebody(*, who: Actor, until: date) -> Iterator[Due]:
    """Agreements whose owner asks for time, or has to be called."""
    if not allows(AgreementPermission.LIST, who):
        return
    for one in agreements.to_look_at(who, limit=MOST_OF_ONE):
        if one.due_on <= until:
            address = url_for("agreements.show", agreement_id=one.id)
            yield Due(one.due_on, one.text, address, _("Vereinbarung"), one.owner_called)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Minutes stand in the log by series and number, and so do agreements."""
    yield minutes.titles(ids)
    yield agreements.titles(ids)
