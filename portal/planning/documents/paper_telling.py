"""The content of a Beschlussvorlage in the reader's language: for the page, the DOCX and the PDF alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.planning.terms.recommendations import Effect
from portal.web.i18n import _, as_date, as_number
from portal.web.money import as_money


@dataclass(frozen=True)
class ToldNeed:
    """A Bedarf in numbers."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ToldOption:
    """An option in words."""

    title: str
    body: str
    pros: str
    cons: str
    costs: str
    is_chosen: bool


@dataclass(frozen=True)
class ToldEffects:
    """What each option does to each Grunddaseinsfunktion, as a table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ToldPaper:
    """Everything that stands in a Beschlussvorlage."""

    number: str
    title: str
    day: str
    place: str
    facts: str
    evidence: str
    costs: str
    proposal: str
    needs: tuple[ToldNeed, ...]
    options: tuple[ToldOption, ...]
    effects: ToldEffects


@dataclass(frozen=True)
class ToldMeeting:
    """A session of the Beratungsfolge."""

    committee: str
    day: str
    agenda_item: str
    role: str

    @property
    def line(self) -> str:
        top = _("TOP %(number)s", number=self.agenda_item) if self.agenda_item else ""
        return ", ".join(part for part in (self.committee, self.day, top, self.role) if part)


def tell(content: Mapping[str, Any]) -> ToldPaper:
    """The content as it is read. Frozen content of today's shape and of every later one has these keys."""
    texts = {
        name: str(content[name]) for name in ("number", "title", "place", "facts", "evidence", "costs", "proposal")
    }
    return ToldPaper(
        **texts,
        day=as_date(date.fromisoformat(content["dated_on"])),
        needs=tuple(_need(one) for one in content["needs"]),
        options=tuple(_option(one) for one in content["options"]),
        effects=_effects(content),
    )


def _need(one: Mapping[str, Any]) -> ToldNeed:
    lines = [
        _("Ort: %(place)s", place=one["place"]),
        _(
            "Menschen, die dahinterstehen: %(people)s (Wortmeldungen: %(said)s)",
            people=as_number(one["people"]),
            said=as_number(one["contributions"]),
        ),
        _(
            "Belege dafür: %(for_it)s, dagegen: %(against)s",
            for_it=as_number(one["for"]),
            against=as_number(one["against"]),
        ),
    ]
    if one["channels"]:
        ways = ", ".join(f"{_(label)} {as_number(number)}" for label, number in one["channels"])
        lines.append(_("Gemeldet auf diesen Wegen: %(ways)s", ways=ways))
    if one["groups"]:
        lines.append(_("Zielgruppen: %(groups)s", groups=", ".join(one["groups"])))
    return ToldNeed(_("Bedarf %(number)s: %(title)s", number=one["number"], title=one["title"]), tuple(lines))


def _option(one: Mapping[str, Any]) -> ToldOption:
    texts = {name: str(one[name]) for name in ("title", "body", "pros", "cons")}
    return ToldOption(**texts, costs=_costs(one), is_chosen=bool(one["is_chosen"]))


def _costs(one: Mapping[str, Any]) -> str:
    amounts = []
    if one["once"] is not None:
        amounts.append(_("einmalig %(amount)s", amount=as_money(Decimal(one["once"]))))
    if one["yearly"] is not None:
        amounts.append(_("im Jahr %(amount)s", amount=as_money(Decimal(one["yearly"]))))
    told = ", ".join(amounts) or _("noch nicht bekannt")
    return f"{told}. {one['cost_note']}".strip() if one["cost_note"] else told


def _effects(content: Mapping[str, Any]) -> ToldEffects:
    options = content["options"]
    judged = [name for name in content["functions"] if any(name in one["effects"] for one in options)]
    rows = [(name, *(_effect(one["effects"].get(name)) for one in options)) for name in judged]
    return ToldEffects((_("Grunddaseinsfunktion"), *(str(one["title"]) for one in options)), tuple(rows))


def _effect(value: str | None) -> str:
    return _("keine Angabe") if value is None else f"{Effect(value).sign} {_(Effect(value).label)}"
