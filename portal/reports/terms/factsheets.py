"""What stands in a Demografie-Steckbrief."""

#: The Kennzahlen in the order they are read. Of each the Gemeinde, the county and the middle of similar Gemeinden are shown.
KEY_FIGURES = (
    "population",
    "population_change_1y",
    "population_change_5y",
    "density",
    "share_under_18",
    "share_65",
    "share_75",
    "youth_ratio",
    "old_age_ratio",
    "migration_balance_per_1000",
)
#: So many Maßnahmen are named; of more it is said how many there are.
MOST_MEASURES = 8
#: So many Handlungsfelder are named.
MOST_FIELDS = 10
