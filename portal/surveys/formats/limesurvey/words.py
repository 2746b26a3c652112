"""Words that LimeSurvey and the portal both know: languages, fixed answers, attributes that have no counterpart here."""

from portal.kernel.text import N_

#: LimeSurvey's names of languages that differ from BCP 47 or say something else here.
LANGUAGES = {"de-easy": "de-simple", "de-informal": "de", "nl-informal": "nl", "it-informal": "it", "fr-informal": "fr"}

#: The answers of "increase, same, decrease", which LimeSurvey writes itself.
TREND = {
    "I": {"de": "mehr geworden", "en": "increase", "fr": "augmente", "it": "aumenta", "es": "aumenta", "nl": "toename"},
    "S": {
        "de": "gleich geblieben",
        "en": "same",
        "fr": "sans changement",
        "it": "uguale",
        "es": "igual",
        "nl": "gelijk",
    },
    "D": {
        "de": "weniger geworden",
        "en": "decrease",
        "fr": "diminue",
        "it": "diminuisce",
        "es": "disminuye",
        "nl": "afname",
    },
}

#: Attributes that change what people see or may answer, and that are lost: name → what is lost.
LOST_ATTRIBUTES = {
    "array_filter": N_(
        "Zeilen oder Möglichkeiten wurden nach einer früheren Antwort gefiltert; jetzt sind immer alle da."
    ),
    "array_filter_exclude": N_(
        "Zeilen oder Möglichkeiten wurden nach einer früheren Antwort gefiltert; jetzt sind immer alle da."
    ),
    "exclude_all_others": N_("Eine Möglichkeit schloss die anderen aus; das gibt es hier nicht."),
    "exclude_all_others_auto": N_("Eine Möglichkeit schloss die anderen aus; das gibt es hier nicht."),
    "random_order": N_("Die Reihenfolge der Möglichkeiten wurde gelost; jetzt ist sie fest."),
    "answer_order": "",
    "other_replace_text": N_("„Sonstiges“ hatte einen eigenen Namen: „%(value)s“."),
    "other_numbers_only": N_("Bei „Sonstiges“ waren nur Zahlen erlaubt; jetzt ist jeder Text erlaubt."),
    "em_validation_q": N_("Eine eigene Prüfung der Antwort ist weggefallen: %(value)s"),
    "em_validation_sq": N_("Eine eigene Prüfung der Antwort ist weggefallen: %(value)s"),
    "other_comment_mandatory": N_("Zu „Sonstiges“ musste man etwas schreiben; jetzt ist das freiwillig."),
    "prefix": N_("Vor dem Feld stand „%(value)s“; das steht hier nicht."),
    "num_value_int_only": N_("Erlaubt waren nur ganze Zahlen; jetzt sind auch Kommazahlen erlaubt."),
    "multiflexible_min": N_("Der kleinste Wert (%(value)s) ist weggefallen."),
    "multiflexible_max": N_("Der größte Wert (%(value)s) ist weggefallen."),
    "equals_num_value": N_("Die Vorgabe, dass die Zahlen zusammen %(value)s ergeben, ist weggefallen."),
    "min_num_value": N_("Die kleinste Summe (%(value)s) ist weggefallen."),
    "max_num_value": N_("Die größte Summe (%(value)s) ist weggefallen."),
    "min_num_value_sgqa": N_("Die kleinste Summe (%(value)s) ist weggefallen."),
    "max_num_value_sgqa": N_("Die größte Summe (%(value)s) ist weggefallen."),
    "num_value_equals_sgqa": N_("Die Vorgabe, dass die Zahlen zusammen %(value)s ergeben, ist weggefallen."),
    "maximum_chars": N_("Die Antwort durfte höchstens %(value)s Zeichen haben; hier gilt die Länge des Portals."),
    "date_min": N_("Das früheste Datum (%(value)s) ist weggefallen."),
    "date_max": N_("Das späteste Datum (%(value)s) ist weggefallen."),
    "time_limit": N_(
        "Für die Frage gab es eine Frist von %(value)s Sekunden; hier hat man so viel Zeit, wie man braucht."
    ),
    "assessment_value": "",
    "random_group": N_("Die Reihenfolge der Fragen wurde gelost; jetzt ist sie fest."),
}

#: What LimeSurvey calls its types, for the report.
TYPES = {
    "1": N_("Matrix mit zwei Skalen"),
    "5": N_("Fünf-Punkte-Wahl"),
    "A": N_("Matrix mit fünf Punkten"),
    "B": N_("Matrix mit zehn Punkten"),
    "C": N_("Matrix Ja/Unsicher/Nein"),
    "D": N_("Datum"),
    "E": N_("Matrix Mehr/Gleich/Weniger"),
    "F": N_("Matrix"),
    "G": N_("Geschlecht"),
    "H": N_("Matrix nach Spalten"),
    "I": N_("Sprachumschaltung"),
    "K": N_("Mehrere Zahlen"),
    "L": N_("Liste"),
    "!": N_("Klappliste"),
    "M": N_("Mehrfachauswahl"),
    "N": N_("Zahl"),
    "O": N_("Liste mit Anmerkung"),
    "P": N_("Mehrfachauswahl mit Anmerkungen"),
    "Q": N_("Mehrere kurze Texte"),
    "R": N_("Rangfolge"),
    "S": N_("Kurzer Text"),
    "T": N_("Langer Text"),
    "U": N_("Sehr langer Text"),
    "X": N_("Hinweistext"),
    "Y": N_("Ja/Nein"),
    ":": N_("Matrix mit Zahlen"),
    ";": N_("Matrix mit Texten"),
    "|": N_("Datei hochladen"),
    "*": N_("Rechenfeld"),
}
