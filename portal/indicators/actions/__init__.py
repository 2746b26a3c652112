"""What people do with Kennzahlen: files, definitions, values."""

from portal.indicators.actions.defining import (
    IndicatorDraft,
    define,
    edit,
    enter_value,
    remove,
    remove_value,
)
from portal.indicators.actions.importing import (
    assign_columns,
    discard,
    forget_old_files,
    import_now,
    keep_file,
    look_into,
    read_kept,
    refuse,
    start_reading,
    take_back,
    take_over,
    values_in,
)

__all__ = [
    "IndicatorDraft",
    "assign_columns",
    "define",
    "discard",
    "edit",
    "enter_value",
    "forget_old_files",
    "import_now",
    "keep_file",
    "look_into",
    "read_kept",
    "refuse",
    "remove",
    "remove_value",
    "start_reading",
    "take_back",
    "take_over",
    "values_in",
]
