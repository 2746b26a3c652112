"""A field of which `data` is a day once the form was validated."""

from typing import Any

from wtforms import DateField


class DayField(DateField):
    """A day of the calendar."""

    data: Any
