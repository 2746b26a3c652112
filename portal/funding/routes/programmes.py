"""Programmes with their rules, version by version."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.funding import actions, queries
from portal.funding.actions import RuleDraft, VersionDraft
from portal.funding.formats import next_date
from portal.funding.forms import ProgrammeForm, VersionForm
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import bp, programme_in_url, views
from portal.funding.terms import RuleKind
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingProgramme, ProgrammeVersion

tells("funding-programme", N_("Das Programm ist eingetragen."))
tells(
    "funding-version",
    N_("Die neue Fassung ist eingetragen. Laufende Anträge behalten die, mit der sie begonnen wurden."),
)


@bp.get("/programme")
@requires(FundingPermission.LIST)
def programmes() -> Response:
    day = today()
    found = queries.programmes()
    upcoming = {one.id: next_date(day, version.days) for one in found if (version := one.version_on(day))}
    return page("funding/programmes.html", programmes=found, upcoming=upcoming, today=day, views=views())


@bp.get("/programme/<uuid:programme_id>")
@requires(FundingPermission.LIST, of=programme_in_url)
def show_programme(programme: "FundingProgramme") -> Response:
    return page("funding/programme.html", programme=programme, today=today(), days_of=_written_days)


@bp.get("/programme/neu")
@requires(FundingPermission.EDIT_PROGRAMMES)
def new_programme() -> Response:
    form = ProgrammeForm(formdata=None, data={"valid_from": today(), "final_months": "6"})
    return page("funding/version.html", form=form, programme=None)


@bp.post("/programme/neu")
@requires(FundingPermission.EDIT_PROGRAMMES)
def add_programme() -> Response:
    form = ProgrammeForm()
    if not form.validate_on_submit():
        return page("funding/version.html", form=form, programme=None, status=422)
    try:
        with unit_of_work():
            made = actions.add_programme(
                name=str(form.name.data),
                short_name=str(form.short_name.data or ""),
                funder=str(form.funder.data),
                version=_draft(form),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return page("funding/version.html", form=form, programme=None, status=422)
    return reply(url_for("funding.show_programme", programme_id=made.id), tell="funding-programme")


@bp.get("/programme/<uuid:programme_id>/fassung")
@requires(FundingPermission.EDIT_PROGRAMMES, of=programme_in_url)
def new_version(programme: "FundingProgramme") -> Response:
    """The form of a new version, filled with the newest one."""
    return page("funding/version.html", form=_form_of(programme.versions[-1]), programme=programme)


@bp.post("/programme/<uuid:programme_id>/fassung")
@requires(FundingPermission.EDIT_PROGRAMMES, of=programme_in_url)
def add_version(programme: "FundingProgramme") -> Response:
    form = VersionForm()
    if not form.validate_on_submit():
        return page("funding/version.html", form=form, programme=programme, status=422)
    try:
        with unit_of_work():
            actions.add_version(queries.programme(programme.id), _draft(form), seen=form.seen_version, by=actor())
    except Conflict:
        return _conflict(queries.programme(programme.id), form)
    except InvalidInput as error:
        form.take(error)
        return page("funding/version.html", form=form, programme=queries.programme(programme.id), status=422)
    return reply(url_for("funding.show_programme", programme_id=programme.id), tell="funding-version")


def _form_of(version: "ProgrammeVersion") -> VersionForm:
    values: dict[str, Any] = {
        "valid_from": today(),
        "source": version.source,
        "dates": _written_days(version),
        "interim_months": str(version.interim_months or ""),
        "final_months": str(version.final_months),
        "notes": version.notes,
        "version": version.number,
    }
    for rule in version.rules:
        kind = rule.kind.value
        months = rule.kind is RuleKind.MOST_MONTHS
        values |= {
            f"sentence_{kind}": rule.sentence,
            f"paraphrase_{kind}": rule.is_paraphrase,
            f"hard_{kind}": rule.is_hard,
        }
        values[f"value_{kind}"] = str(int(rule.value)) if months and rule.value else rule.value
        if rule.of_kind is not None:
            values["of_kind"] = rule.of_kind.value
    return VersionForm(formdata=None, data=values)


def _written_days(version: "ProgrammeVersion") -> str:
    """The dates as people write them: "31.3., 30.6."."""
    return ", ".join(f"{one.day}.{one.month}." for one in version.days)


def _draft(form: VersionForm) -> VersionDraft:
    return VersionDraft(
        valid_from=form.valid_from.data,
        source=str(form.source.data),
        rules=list(_rules(form)),
        dates=form.dates.days or (),
        interim_months=form.interim_months.months,
        final_months=form.final_months.months or 6,
        notes=str(form.notes.data or ""),
    )


def _rules(form: VersionForm) -> Iterator[RuleDraft]:
    for kind, value, sentence, paraphrase, hard in form.rule_fields():
        if sentence.data:
            yield RuleDraft(
                kind=kind,
                sentence=str(sentence.data),
                value=_number(value),
                of_kind=form.chosen_kind,
                is_hard=bool(hard.data),
                is_paraphrase=bool(paraphrase.data),
            )


def _number(field: Any) -> Decimal | None:
    if field is None:
        return None
    return Decimal(field.months) if hasattr(field, "months") else field.data


def _conflict(programme: "FundingProgramme", form: VersionForm) -> Response:
    """Somebody entered a version meanwhile: its texts beside one's own, which still stand in the form."""
    newest = programme.versions[-1]
    theirs = {rule.kind: rule.sentence for rule in newest.rules}
    pairs = [(form.source.label.text, newest.source, str(form.source.data or ""))]
    for kind, _value, sentence, _paraphrase, _hard in form.rule_fields():
        pairs.append((sentence.label.text, theirs.get(kind, ""), str(sentence.data or "")))
    form.version.data = str(newest.number)
    conflicts = [pair for pair in pairs if pair[1] != pair[2]]
    return page(
        "funding/version.html", form=form, programme=programme, conflicts=conflicts, is_conflict=True, status=409
    )
