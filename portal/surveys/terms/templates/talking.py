"""The questions of an Aktivierende Befragung: open ones, asked in a conversation at the door."""

from portal.kernel.text import N_
from portal.surveys.terms.templates.standard import LIVING_HERE, about_you
from portal.surveys.terms.templates.writing import (
    SurveyTemplate,
    any_of,
    both,
    one_of,
    open_words,
    questionnaire,
    section,
)

ACTIVATING = SurveyTemplate(
    name="aktivierend",
    title=both("Was bewegt Sie an Ihrem Ort?", "Was ist Ihnen an Ihrem Ort wichtig?"),
    purpose=both(
        "Wir gehen von Tür zu Tür und hören zu: Was gefällt Ihnen, was würden Sie ändern, und wobei würden Sie mitmachen? Danach "
        "laden wir alle ein, gemeinsam etwas anzufangen.",
        "Wir kommen zu Ihnen und hören zu.\nWas gefällt Ihnen hier?\nWas soll anders werden?\nDanach treffen wir uns alle.",
    ),
    description=N_("Offene Fragen für Gespräche an der Haustür, mit der Frage, wer mitmachen möchte."),
    questionnaire=questionnaire(
        section(
            "Leben an Ihrem Ort",
            "Leben an Ihrem Ort",
            one_of(
                "lived_here",
                "Wie lange wohnen Sie schon hier?",
                "Wie lange wohnen Sie schon hier?",
                ("new", "Weniger als zwei Jahre", "Weniger als 2 Jahre"),
                ("some", "Zwei bis zehn Jahre", "2 bis 10 Jahre"),
                ("long", "Länger als zehn Jahre", "Mehr als 10 Jahre"),
                ("always", "Schon immer", "Schon immer"),
            ),
            LIVING_HERE,
            open_words("likes", "Was gefällt Ihnen hier besonders?", "Was gefällt Ihnen hier gut?"),
            open_words(
                "troubles",
                "Was stört Sie oder macht Ihnen Sorgen?",
                "Was stört Sie? Was macht Ihnen Sorgen?",
                contribution=True,
            ),
        ),
        section(
            "Etwas ändern",
            "Etwas ändern",
            open_words(
                "who_else",
                "Wem geht es noch so, und wer sollte auch gefragt werden?",
                "Wen sollen wir noch fragen?",
                hint=both(
                    "Bitte nennen Sie keine Namen, sondern zum Beispiel „die Familien im Neubaugebiet“.",
                    "Bitte sagen Sie keine Namen.",
                ),
            ),
            open_words(
                "own_part",
                "Was könnten Sie selbst dazu tun?",
                "Was können Sie selbst dafür tun?",
            ),
            any_of(
                "joins_in",
                "Wobei würden Sie mitmachen?",
                "Wo machen Sie mit?",
                ("meeting", "Bei einem Treffen mit anderen, die hier wohnen", "Bei einem Treffen"),
                ("group", "In einer Gruppe, die etwas anpackt", "In einer Gruppe"),
                ("help", "Einmal mithelfen, wenn Sie gefragt werden", "Einmal helfen"),
                ("nothing", "Zurzeit bei nichts davon", "Jetzt nicht"),
                has_other=True,
            ),
            one_of(
                "when_good",
                "Wann hätten Sie Zeit für ein Treffen?",
                "Wann haben Sie Zeit für ein Treffen?",
                ("morning", "Am Vormittag", "Am Vormittag"),
                ("afternoon", "Am Nachmittag", "Am Nachmittag"),
                ("evening", "Am Abend", "Am Abend"),
                ("weekend", "Am Wochenende", "Am Wochen-Ende"),
            ),
        ),
        about_you(),
    ),
)
