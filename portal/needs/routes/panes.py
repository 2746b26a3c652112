"""What a decision at the inbox needs: its form, suggestions, Bedarfe to choose from, and reading it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import request

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import NeedForm, PassagesForm, ReasonForm, SearchForm
from portal.needs.queries import NeedFilters
from portal.needs.routes.choices import need_form
from portal.needs.terms import PASSAGES_MOST
from portal.needs.terms.passages import Cut, Passage, cut, headline, sentences, typed_passages
from portal.needs.terms.sentences import NO_NEED_REASONS
from portal.places import queries as places
from portal.web.access import actor
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.needs.models import Need

#: Bedarfe offered by a search in the decision.
OFFERED = 9


def pane_context(entries: Sequence[queries.InboxEntry], pane: str, form: Any) -> dict[str, Any]:
    """What the decision at hand needs: its form, suggestions, Bedarfe to choose from."""
    if not entries:
        return {
            "form": None,
            "similar": [],
            "found": [],
            "asked": "",
            "labels": None,
            "leftovers": (),
            "suggested": False,
        }
    text = "\n".join(entry.text for entry in entries)
    item = entries[0].item
    asked = request.args.get("suche", "").strip()[:200] if pane == "dazu" else ""
    found = offered_needs(asked) if asked else []
    similar = []
    if pane in ("", "dazu") and not asked:
        similar = queries.similar_needs(
            actor(), text, place_id=item.sozialraum_id, action_field_id=field_of(entries[0])
        )
    shown = [*found, *(one.need for one in similar)]
    return {
        "form": form or new_form(pane, entries, text, asked),
        "suggested": form is None,
        "similar": similar,
        "found": found,
        "asked": asked,
        "labels": queries.labels_for(shown) if shown else None,
        "leftovers": leftovers(form, entries[0].text) if pane == "aufteilen" and form is not None else (),
        "cuts": cuts_of(entries[0].text) if pane == "aufteilen" else [],
        "reasons": NO_NEED_REASONS,
    }


def cuts_of(text: str) -> list[dict[str, Any]]:
    """The sentences of a text for the island that shows them one below the other."""
    return [{"start": part.start, "stop": part.stop, "text": part.of(text)} for part in sentences(text)]


def new_form(pane: str, entries: Sequence[queries.InboxEntry], text: str, asked: str) -> Any:
    """The empty form of a decision, filled with what the words suggest."""
    if pane == "bedarf":
        return suggested_form(entries[0], text)
    if pane == "kein-bedarf":
        return reason_form(data={"reason": NO_NEED_REASONS[0].key})
    if pane == "aufteilen":
        whole = entries[0].text
        return PassagesForm(data={"passages": "\n---\n".join(part.of(whole) for part in sentences(whole))})
    return SearchForm(data={"q": asked})


def suggested_form(entry: queries.InboxEntry, text: str) -> NeedForm:
    """A form for a new Bedarf with title, place and subject as the words suggest them."""
    groups, functions = queries.suggested_links(text)
    root = places.tree().root
    return need_form(
        data={
            "title": headline(entry.text),
            "sozialraum_id": entry.item.sozialraum_id or (root.id if root else None),
            "action_field_id": field_of(entry),
            "target_group_ids": groups,
            "basic_function_ids": functions,
        }
    )


def field_of(entry: queries.InboxEntry) -> UUID | None:
    """The Handlungsfeld: what whoever wrote it down said, else what the words point to."""
    if entry.contribution.action_field_id:
        return entry.contribution.action_field_id
    field = queries.suggested_field(entry.text)
    return field.id if field else None


def offered_needs(asked: str) -> "list[Need]":
    """The newest Bedarfe that fit what was typed, or the one with that number."""
    by_number = queries.need_by_number(actor(), asked)
    if by_number is not None:
        return [by_number]
    filters = NeedFilters(text=asked)
    return list(queries.page_of_needs(actor(), filters, after=None, limit=OFFERED).rows)


def reason_form(**kwargs: Any) -> ReasonForm:
    form = ReasonForm(**kwargs)
    form.reason.choices = [(reason.key, _(reason.label)) for reason in NO_NEED_REASONS]
    return form


def reason_of(form: ReasonForm) -> str:
    """What the person reads: one's own words when there are any, else the ready sentence."""
    ready = {reason.key: reason.sentence for reason in NO_NEED_REASONS}
    return str(form.own_words.data or "") or ready.get(str(form.reason.data), "")


def draft_of(form: NeedForm) -> actions.NeedDraft:
    """What a checked form says about a Bedarf."""
    return actions.NeedDraft(
        title=str(form.title.data),
        description=str(form.description.data or ""),
        sozialraum_id=form.sozialraum_id.data,
        action_field_id=form.action_field_id.data,
        target_group_ids=form.target_group_ids.chosen,
        basic_function_ids=form.basic_function_ids.chosen,
    )


def passages_in(form: PassagesForm, original: str) -> list[Passage]:
    """The passages somebody typed, with the rest as they decided. Raises `InvalidInput` while words are missing."""
    found = found_passages(form, original)
    if found.foreign:
        raise InvalidInput(
            "triage.foreign-words",
            N_("Diese Worte stehen so nicht im Original: „%(words)s“. Die Worte der Person bleiben, wie sie sind."),
            field="passages",
            words=found.foreign[0][:200],
        )
    rest = [rest_as_chosen(passage) for passage in found.left_over]
    if None in rest:
        raise InvalidInput(
            "triage.left-over",
            N_("Ein Teil des Textes fehlt. Sagen Sie unten, was damit geschehen soll."),
            field="passages",
        )
    return sorted([*found.found, *(passage for passage in rest if passage is not None)])


def rest_as_chosen(passage: Passage) -> Passage | None:
    """A left-over passage as somebody decided about it; None while nobody did."""
    chosen = request.form.get(f"rest-{passage.start}-{passage.stop}")
    if chosen not in ("teil", "nicht"):
        return None
    return Passage(passage.start, passage.stop, aside=chosen == "nicht")


def leftovers(form: PassagesForm, original: str) -> tuple[tuple[Passage, str, str], ...]:
    """The passages nobody took: where, the words, what was chosen for them so far."""
    return tuple(
        (passage, passage.of(original), request.form.get(f"rest-{passage.start}-{passage.stop}", ""))
        for passage in found_passages(form, original).left_over
    )


def found_passages(form: PassagesForm, original: str) -> Cut:
    typed = typed_passages(str(form.passages.data or ""))
    return cut(original, typed[: PASSAGES_MOST + 1])
