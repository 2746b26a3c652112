"""Forms around Wortmeldungen that exist already."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any
from uuid import UUID

from flask import request
from wtforms import HiddenField, SelectField

from portal.contributions.terms import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_REASON,
    OFFERED_KINDS,
    Channel,
    ModerationState,
)
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, LongTextField, Needed, as_uuid
from portal.web.i18n import _


class CodeForm(Form):
    """Asks for a Rückmelde-Code."""

    code = LineField(
        N_("Ihr Rückmelde-Code"),
        [Needed(N_("Bitte geben Sie den Code ein, der auf Ihrer Quittung steht."))],
        max_length=80,
    )


class ContactForm(Form):
    """Replaces how the person can be reached."""

    contact = LineField(N_("E-Mail-Adresse oder Telefonnummer"), max_length=LONGEST_EMAIL)
    name = LineField(N_("Name"), max_length=LONGEST_NAME)
    address = LongTextField(N_("Anschrift für einen Brief"), max_length=LONGEST_ADDRESS)

    def validate(self, extra_validators: Any = None) -> bool:
        """One way to be reached is needed, a name only for a letter."""
        good: bool = super().validate(extra_validators)
        if not self.contact.data and not self.address.data:
            self.contact.errors = [_("Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein.")]
            return False
        if self.address.data and not self.name.data:
            self.name.errors = [_("Für einen Brief brauchen wir zur Anschrift auch den Namen.")]
            return False
        return good


class ModerationForm(Form):
    """Why something is released, held or hidden."""

    reason = LongTextField(N_("Grund, den die Person liest"), max_length=LONGEST_REASON)


class BoxesForm(Form):
    """Rectangles on a photo, each a row of four fields that share their names: left, top, width, height in percent."""

    NAMES = ("links", "oben", "breite", "hoehe")
    #: Carries what is wrong with them.
    boxes = HiddenField(N_("Rechtecke"))

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """What was typed or drawn, row by row; an unfinished row has empty places."""
        left, top, width, height = ([value[:12] for value in request.form.getlist(name)] for name in self.NAMES)
        return list(zip_longest(left, top, width, height, fillvalue=""))


class FilterForm(Form):
    """Narrows the list of Wortmeldungen; its names stand in the address."""

    ort = SelectField(N_("Ort"), coerce=as_uuid, validate_choice=False)
    art = SelectField(N_("Art"), validate_choice=False)
    weg = SelectField(N_("Weg"), validate_choice=False)
    verfahren = SelectField(N_("Beteiligungsverfahren"), coerce=as_uuid, validate_choice=False)
    stand = SelectField(N_("Moderation"), validate_choice=False)

    def __init__(
        self, *, places: Sequence[tuple[UUID, str]], consultations: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        everywhere = ("", _("Alle"))
        self.ort.choices = [everywhere, *((str(place_id), name) for place_id, name in places)]
        self.verfahren.choices = [everywhere, *((str(one), title) for one, title in consultations)]
        self.art.choices = [everywhere, *((kind.value, _(kind.label)) for kind in OFFERED_KINDS)]
        self.weg.choices = [everywhere, *((channel.value, _(channel.label)) for channel in Channel)]
        self.stand.choices = [everywhere, *((state.value, _(state.label)) for state in ModerationState)]
