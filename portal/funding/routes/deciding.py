"""Submitting an application, and noting what became of it."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.funding import actions, queries
from portal.funding.forms import DecisionForm
from portal.funding.policy import FundingPermission
from portal.funding.routes.applications import application_page
from portal.funding.routes.blueprint import application_in_url, bp
from portal.funding.terms import ApplicationState
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.conflicts import refused
from portal.web.forms import Form, VersionedForm
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication

tells(
    "funding-submitted",
    N_("Der Antrag ist als eingereicht vermerkt. Wenn der Bescheid da ist, tragen Sie ihn hier ein."),
)
tells("funding-granted", N_("Der Bescheid ist vermerkt. Die Berichte haben ihre Termine bekommen."))
tells("funding-refused", N_("Die Ablehnung ist vermerkt."))
tells("funding-started", N_("Das Projekt läuft: Jetzt können Sie buchen."))
tells("funding-closed", N_("Die Förderung ist abgeschlossen."))


@bp.post("/<uuid:application_id>/einreichen")
@requires(FundingPermission.EDIT, of=application_in_url)
def submit(application: "FundingApplication") -> Response:
    """Note that it went to the funder; while a hard rule is broken the page says which."""
    form = VersionedForm()
    if not form.validate_on_submit():
        return application_page(application, form=form, status=422)
    try:
        with unit_of_work():
            actions.submit(queries.application(application.id), version=form.seen_version, by=actor())
    except Conflict as error:
        form.take(error)
        return application_page(queries.application(application.id), form=form, status=409)
    except InvalidInput as error:
        form.take(error)
        return application_page(queries.application(application.id), form=form, status=422)
    return reply(url_for("funding.show", application_id=application.id), tell="funding-submitted")


@bp.get("/<uuid:application_id>/bescheid")
@requires(FundingPermission.DECIDE, of=application_in_url)
def ask_decision(application: "FundingApplication") -> Response:
    values: dict[str, Any] = {name: getattr(application, name) for name in ("starts_on", "ends_on", "version")}
    values |= {"outcome": ApplicationState.GRANTED.value, "amount": application.plan.grant, "decided_on": today()}
    return page("funding/decision.html", application=application, form=DecisionForm(data=values))


@bp.post("/<uuid:application_id>/bescheid")
@requires(FundingPermission.DECIDE, of=application_in_url)
def decide(application: "FundingApplication") -> Response:
    form = DecisionForm()
    if not form.validate_on_submit():
        return page("funding/decision.html", application=application, form=form, status=422)
    try:
        with unit_of_work():
            _decide(queries.application(application.id), form)
    except (Conflict, InvalidInput) as error:
        fresh = queries.application(application.id)
        return page("funding/decision.html", application=fresh, form=form, status=refused(form, error, fresh.version))
    tell = "funding-granted" if form.is_granted else "funding-refused"
    return reply(url_for("funding.show", application_id=application.id), tell=tell)


@bp.post("/<uuid:application_id>/beginnen")
@requires(FundingPermission.START, of=application_in_url)
def start(application: "FundingApplication") -> Response:
    if not Form().validate_on_submit():
        return reply(url_for("funding.show", application_id=application.id))
    with unit_of_work():
        actions.start(queries.application(application.id), by=actor())
    return reply(url_for("funding.ledger", application_id=application.id), tell="funding-started")


@bp.post("/<uuid:application_id>/abschliessen")
@requires(FundingPermission.CLOSE, of=application_in_url)
def close(application: "FundingApplication") -> Response:
    if not Form().validate_on_submit():
        return reply(url_for("funding.show", application_id=application.id))
    with unit_of_work():
        actions.close(queries.application(application.id), by=actor())
    return reply(url_for("funding.show", application_id=application.id), tell="funding-closed")


def _decide(application: "FundingApplication", form: DecisionForm) -> None:
    day, seen = form.decided_on.data, form.seen_version
    if not form.is_granted:
        actions.refuse(application, decided_on=day, reason=str(form.reason.data or ""), version=seen, by=actor())
        return
    assert form.amount.data is not None, "the form was validated"
    actions.grant(
        application,
        amount=form.amount.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        decided_on=day,
        file_number=str(form.file_number.data or ""),
        version=seen,
        by=actor(),
    )
