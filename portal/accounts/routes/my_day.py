"""Mein Tag: what waits for the person who has just come in. Features fill it through the slot "my_day"."""

from flask import Response

from portal.accounts import queries
from portal.accounts.routes.blueprint import bp
from portal.kernel import clock
from portal.kernel.text import N_
from portal.web.access import actor, signed_in
from portal.web.nav import nav_entry
from portal.web.pages import page
from portal.web.panels import panels

nav_entry("work", label=N_("Mein Tag"), endpoint="accounts.my_day", order=0, icon="home")

_GREETINGS = ((11, N_("Guten Morgen")), (18, N_("Guten Tag")), (24, N_("Guten Abend")))


@bp.get("/arbeit")
@signed_in
def my_day() -> Response:
    hour = clock.now().astimezone(clock.ON_SCREEN).hour
    greeting = next(words for until, words in _GREETINGS if hour < until)
    me = actor()
    return page(
        "accounts/my_day.html",
        greeting=greeting,
        today=clock.today(),
        filled=panels("my_day", viewer=me),
        grants=queries.account(me.id).grants if me.id else (),
    )
