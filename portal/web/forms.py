"""Forms: the shape of input and its German words. Rules of the domain live in actions; their errors come back with `take`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID, uuid4

from flask import request
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import DateField, Field, HiddenField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.form import BaseForm
from wtforms.i18n import get_translations
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from portal.kernel.clock import today
from portal.kernel.errors import DomainError
from portal.kernel.text import N_, clean_text
from portal.web import csrf
from portal.web.i18n import _, is_source, language

LONGEST_LINE = 200
#: Years in which a day that is typed can lie.
FIRST_YEAR, YEARS_AHEAD = 1900, 50
LONGEST_TEXT = 5000


#: What a form is filled with unless told otherwise: what this request sends, if it sends something.
FROM_REQUEST: Any = object()


class Form(PlainForm):
    """Parent of all forms: cleans text, speaks the reader's language, refuses absurd years (`check_year`), knows
    when its page has lain open too long.

    It is filled with what the request sends; with `formdata=None` it is not, for a further form on the same page.
    """

    class Meta(DefaultMeta):
        csrf = False

        @cached_property
        def speaks_source(self) -> bool:
            """Whether labels stand in the class as they are read; asked once for all fields of a form."""
            return is_source()

        def bind_field(self, form: BaseForm, unbound_field: Any, options: Any) -> Any:
            """Labels and hints are German sources in the class; here they get the reader's language."""
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, DateField):
                field.validators = [*field.validators, check_year]
            if not self.speaks_source:
                field.label.text = _(field.label.text) if field.label.text else ""
                field.description = _(field.description) if field.description else ""
            return field

        def get_translations(self, form: BaseForm) -> Any:
            return _messages_of_wtforms(language())

    def __init__(
        self,
        formdata: Any = FROM_REQUEST,
        obj: Any = None,
        *,
        prefix: str = "",
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        if formdata is FROM_REQUEST:
            formdata = _sent()
        super().__init__(formdata, obj=obj, prefix=prefix, data=data, **kwargs)

    def validate_on_submit(self) -> bool:
        """True when this request sends the form and everything in it can be used."""
        if not _is_submission():
            return False
        good = self.validate()
        if csrf.is_stale():
            self._complain(
                None,
                csrf.StaleForm(
                    message=N_("Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.")
                ),
            )
            return False
        return bool(good)

    def take(self, error: DomainError) -> None:
        """Show an error of the domain at the field it belongs to, or above the form."""
        self._complain(error.field, error)

    def _complain(self, name: str | None, error: DomainError) -> None:
        text = _(error.message, **error.params) if error.params else _(error.message)
        if name and name in self._fields:
            field = self._fields[name]
            field.errors = [*field.errors, text]
        else:
            self.form_errors = [*self.form_errors, text]


class SubmissionForm(Form):
    """A form whose repeated sending must not do the thing twice: it carries a key made when it was shown."""

    submission_key = HiddenField(default=lambda: str(uuid4()))

    @property
    def key(self) -> UUID:
        """The key; a fresh one when what came is no key."""
        try:
            return UUID(str(self.submission_key.data))
        except ValueError:
            self.submission_key.data = str(uuid4())
            return UUID(self.submission_key.data)

    def renew_key(self) -> UUID:
        """Give the form a fresh key, so that what stands in it can be sent as something new."""
        self.submission_key.data = str(uuid4())
        return UUID(self.submission_key.data)


class VersionedForm(Form):
    """A form for something two people may edit: it carries the version its author had before them."""

    version = HiddenField(default="0")

    @property
    def seen_version(self) -> int:
        """That version; 0, which fits nothing, when what came is no number."""
        written = str(self.version.data or "")
        return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0

    def differences(self, stored: object) -> list[tuple[str, str, str]]:
        """(label, what is stored, what was typed) of each field whose two texts differ."""
        fields = [(field, str(getattr(stored, field.name) or "")) for field in self if field.name != "version"]
        return [
            (field.label.text, theirs, field.data or "") for field, theirs in fields if theirs != (field.data or "")
        ]


@lru_cache
def _messages_of_wtforms(language: str) -> Any:
    """What WTForms says itself; looked for on the disk once per language instead of once per form."""
    return get_translations([language])


def _sent() -> Any:
    if not _is_submission():
        return None
    return CombinedMultiDict([request.files, request.form]) if request.files else request.form


def _is_submission() -> bool:
    return request.method in ("POST", "PUT", "PATCH", "DELETE")


def check_year(_form: BaseForm, field: Field) -> None:
    """Every day that somebody types lies in a year somebody can mean; everything else is a slip of the finger.

    Raises `StopValidation` for years before `FIRST_YEAR` and more than `YEARS_AHEAD` after this one, so that nothing computes with
    the day.
    """
    if isinstance(field.data, date) and not FIRST_YEAR <= field.data.year <= today().year + YEARS_AHEAD:
        raise StopValidation(
            _(
                "Bitte prüfen Sie das Jahr: möglich sind %(first)s bis %(last)s.",
                first=str(FIRST_YEAR),
                last=str(today().year + YEARS_AHEAD),
            )
        )


class NotTooLong(Length):
    """At most `max` characters, said in a sentence that names both numbers.

    The browser is not told the limit: it would cut off pasted text without a word.
    """

    def __init__(self, *, max: int) -> None:
        super().__init__(max=max)
        self.field_flags = {}

    def __call__(self, form: BaseForm, field: Field) -> None:
        length = len(field.data or "")
        if length > self.max:
            raise ValidationError(
                _(
                    "Das sind %(length)s Zeichen, möglich sind %(max)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.",
                    length=length,
                    max=self.max,
                )
            )


class Needed(InputRequired):
    """Something must be given; `message` says what, in a sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._source = message

    def __call__(self, form: BaseForm, field: Field) -> None:
        data = field.data
        if data is None or (isinstance(data, str) and not data.strip()) or data == []:
            field.errors = []
            raise StopValidation(_(self._source))


class LineField(StringField):
    """One line of text, cleaned. What comes twice counts once."""

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Callable[..., Any]] = (),
        *,
        max_length: int = LONGEST_LINE,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, [*validators, NotTooLong(max=max_length)], **kwargs)
        self.max_length = max_length

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = clean_text(str(valuelist[0]), lines=False)

    def process_data(self, value: Any) -> None:
        self.data = value


class LongTextField(TextAreaField):
    """Several lines of text, cleaned."""

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Callable[..., Any]] = (),
        *,
        max_length: int = LONGEST_TEXT,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, [*validators, NotTooLong(max=max_length)], **kwargs)
        self.max_length = max_length

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = clean_text(str(valuelist[0]))

    def process_data(self, value: Any) -> None:
        self.data = value


def as_uuid(value: Any) -> UUID | None:
    """Coerce for select fields over UUID keys: "" and nonsense become None."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


def as_small_number(value: Any) -> int:
    """Coerce for choices that have small numbers, and for such numbers in addresses: nonsense becomes 0."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def form_data(values: Mapping[str, Any]) -> MultiDict[str, Any]:
    """Values as a browser would send them."""
    return MultiDict(values)
