"""Everybody reads the Fassungen that were published, as they were frozen, and nothing else."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.reports import actions
from portal.reports.models import ReportRelease, SocialReport
from portal.reports.queries import publications, social_reports
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.places import make_place, make_root
from tests.factories.reports import make_released, make_report
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/sozialberichte"


def released(title: str = "Sozialbericht 2025") -> tuple[SocialReport, ReportRelease]:
    made = make_released(title)
    return made, social_reports.release(made.id, 1)


def publish(release: ReportRelease) -> None:
    with unit_of_work():
        actions.publish(release, has_read=True, by=SYSTEM)


def test_what_was_released_only_for_colleagues_is_not_public(client: PickyClient) -> None:
    make_county()
    draft = make_report("Nur ein Entwurf")
    report, _release = released("Für den Dienst")

    text = client.page(HERE).text()
    assert "Noch kein Sozialbericht" in text
    assert "Für den Dienst" not in text
    for one in (draft, report):
        for ending in ("pdf", "docx"):
            assert client.get(f"{HERE}/{one.id}/fassung-1.{ending}").status_code == 404


def test_a_published_fassung_is_read_and_loaded_by_everybody(client: PickyClient, session: Session) -> None:
    make_county()
    report, release = released()
    publish(release)

    page = client.page(HERE)
    assert "Sozialbericht 2025" in page.text()
    files = [client.get(f"{HERE}/{report.id}/fassung-1.{ending}").data for ending in ("pdf", "docx")]
    assert hashlib.sha256(files[0] + files[1]).hexdigest() == release.digest
    assert client.get(f"{HERE}/{report.id}/fassung-2.pdf").status_code == 404


def test_a_later_fassung_is_not_published_with_the_first(client: PickyClient) -> None:
    make_county()
    report, release = released()
    publish(release)
    with unit_of_work():
        fresh = social_reports.report(report.id)
        actions.keep_release(
            fresh, version=fresh.version, content={}, pdf=b"neu", docx=b"neu", order_key=report.id, by=SYSTEM
        )

    assert client.get(f"{HERE}/{report.id}/fassung-2.pdf").status_code == 404
    assert [row.number for row in publications.published().rows] == [1]


def test_taken_back_it_is_gone_from_the_page_and_the_log_knows(client: PickyClient, session: Session) -> None:
    make_county()
    report, release = released()
    publish(release)
    publish(release)
    with unit_of_work():
        actions.unpublish(release, by=SYSTEM)
        actions.unpublish(release, by=SYSTEM)

    assert client.get(f"{HERE}/{report.id}/fassung-1.pdf").status_code == 404
    assert publications.is_something_published() is False
    kinds = [
        len(list(session.scalars(audit.entries(of_kind=f"reports.{kind}")))) for kind in ("published", "unpublished")
    ]
    assert kinds == [1, 1]


def test_whoever_publishes_has_read_the_words(app: Flask) -> None:
    _report, release = released()

    with pytest.raises(InvalidInput), unit_of_work():
        actions.publish(release, has_read=False, by=SYSTEM)
    assert publications.published_ids([release.id]) == frozenset()


def test_only_planners_of_the_county_publish(app: Flask) -> None:
    make_county()
    _report, release = released()
    place = make_place()
    allowed, refused = (
        [make_account(Role.PLANNER, make_root())],
        [
            ANONYMOUS,
            make_account(Role.PLANNER, place),
            make_account(Role.SECTOR_PLANNER),
            make_account(Role.KUEMMERER, place),
            make_account(Role.MUNICIPALITY, place),
            make_account(Role.ADMIN),
        ],
    )
    for one in refused:
        for act in (actions.unpublish, lambda release, by: actions.publish(release, has_read=True, by=by)):
            with pytest.raises(Forbidden), unit_of_work():
                act(release, by=one)
    for one in allowed:
        with unit_of_work():
            actions.publish(release, has_read=True, by=one)
    assert publications.is_something_published()


def test_the_way_on_the_pages(client: PickyClient, login: Login) -> None:
    make_county()
    place = make_place()
    report, _release = released()
    url = f"/arbeit/sozialberichte/{report.id}"
    login.as_(make_account(Role.PLANNER, make_root()))
    assert "Fassung 1 für alle veröffentlichen" in client.page(url).text()

    unread = send(client, f"{url}/fassungen/1/veroeffentlichen", {})
    assert unread.status_code == 422
    assert "Bitte bestätigen Sie" in unread.text
    assert send(client, f"{url}/fassungen/1/veroeffentlichen", {"has_read": "1"}).status_code == 303
    assert "für alle veröffentlicht" in client.page(url).text()
    for address in ("/orte", f"/orte/{place.slug}"):
        assert client.page(address).link("Sozialberichte des Landkreises") == HERE

    assert send(client, f"{url}/fassungen/1/zuruecknehmen", {}).status_code == 303
    for address in ("/orte", f"/orte/{place.slug}"):
        assert "Sozialberichte des Landkreises" not in client.page(address).text()
    login.as_(make_account(Role.KUEMMERER, place))
    assert send(client, f"{url}/fassungen/1/veroeffentlichen", {"has_read": "1"}).status_code == 404


def test_the_list_asks_the_same_for_one_and_for_many(client: PickyClient) -> None:
    make_county()

    def asked() -> int:
        with count_queries() as seen:
            client.get(HERE)
        return len(seen)

    publish(released()[1])
    asked()
    once = asked()
    for number in range(4):
        publish(released(f"Bericht {number}")[1])
    assert asked() == once
