"""Kennzahlen of the story: real tables of the regional statistics, and one invented figure that the county keeps itself."""

from datetime import date

from portal.indicators.terms import Theme, ValueStatus

#: Original tables, in the order in which somebody would fetch them.
TABLES = ("12411-01-01-5.csv", "12411-02-03-5.csv", "12711-01-03-5.csv")
#: A list with the official mean age in one of its columns.
MEAN_AGE = "kennzahlen_2015.csv"
MEAN_AGE_COLUMN = "durchschnittsalter_amtlich"
DAY = date(2015, 12, 31)
SOURCE = (
    "© Statistische Ämter des Bundes und der Länder, 2017, Datenlizenz Deutschland – Namensnennung – Version 2.0, "
    "Durchschnittsalter"
)

OWN_NAME = "Plätze in der Tagespflege"
OWN_THEME = Theme.CARE
OWN_FORMULA = "Genehmigte Plätze aller Einrichtungen der Tagespflege in der Gemeinde, ohne solitäre Kurzzeitpflege"
OWN_UNIT = "Plätze"
OWN_SOURCE = "Landkreis, eigene Erhebung bei den Trägern (erfunden)"
OWN_NOTE = "Die Zahlen sind erfunden. Wo ein einziger Träger nicht genannt werden will, steht „unbekannt oder geheim“."
#: Gemeinde, status, places a year ago, places now.
OWN_VALUES = (
    ("Mindelheim", ValueStatus.AVAILABLE, 24, 30),
    ("Bad Wörishofen", ValueStatus.AVAILABLE, 18, 18),
    ("Ottobeuren", ValueStatus.AVAILABLE, 12, 14),
    ("Türkheim", ValueStatus.AVAILABLE, 12, 12),
    ("Babenhausen", ValueStatus.UNKNOWN, None, None),
    ("Markt Rettenbach", ValueStatus.NOTHING, None, None),
    ("Legau", ValueStatus.NOTHING, None, None),
)
