"""Reads of Kennzahlen. Other rooms need these: `value_of`, `figures_of`, `series`, `comparison`, `age_pyramid`, `residents_of`.

They answer for whoever asks; a page shows a person only places for which `IndicatorPermission.READ` holds.
"""

from portal.indicators.queries.cells import as_figure, days_of, entered_values
from portal.indicators.queries.definitions import (
    definition,
    definition_by_slug,
    definitions,
    definitions_of,
    indicator_of_form,
    indicator_row,
    names_of_counted,
    own_indicator,
    own_indicators,
)
from portal.indicators.queries.figures import (
    age_pyramid,
    comparison,
    days,
    figures_of,
    figures_on,
    residents_of,
    series,
    value_of,
)
from portal.indicators.queries.files import (
    Outcome,
    Plan,
    changes_after,
    changes_of,
    import_file,
    imports,
    known_places,
    mapping_of,
    meaning_of,
    plan_for,
    spot_of,
    stored_values,
    taken_before,
)

__all__ = [
    "Outcome",
    "Plan",
    "age_pyramid",
    "as_figure",
    "changes_after",
    "changes_of",
    "comparison",
    "days",
    "days_of",
    "definition",
    "definition_by_slug",
    "definitions",
    "definitions_of",
    "entered_values",
    "figures_of",
    "figures_on",
    "import_file",
    "imports",
    "indicator_of_form",
    "indicator_row",
    "known_places",
    "mapping_of",
    "meaning_of",
    "names_of_counted",
    "own_indicator",
    "own_indicators",
    "plan_for",
    "residents_of",
    "series",
    "spot_of",
    "stored_values",
    "taken_before",
    "value_of",
]
