"""On loneliness and company, and the survey that asks again some years later."""

from portal.kernel.text import N_
from portal.surveys.terms.conditions import Comparison, Junction, Test
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.templates.standard import CONTACTS, HOUSEHOLD, INFORMED, LIVING_HERE, WAY, about_you
from portal.surveys.terms.templates.writing import (
    SurveyTemplate,
    any_of,
    ask,
    both,
    one_of,
    open_words,
    questionnaire,
    section,
)

COMPANY = SurveyTemplate(
    name="begegnung",
    title=both("Einsamkeit und Begegnung", "Sind Sie oft allein?"),
    purpose=both(
        "Allein zu sein kann guttun oder weh tun. Wir möchten wissen, wo Menschen sich bei uns begegnen und was gegen "
        "Einsamkeit hilft. Ihre Antworten helfen, gute Orte zu schaffen.",
        "Manchmal ist Allein-Sein schön.\nManchmal macht es traurig.\nWir möchten wissen: Wo treffen Sie Menschen?\nWas "
        "hilft gegen Einsamkeit?",
    ),
    description=N_("Kontakte, Treffpunkte und was gegen Einsamkeit hilft. Mit behutsamen Fragen."),
    questionnaire=questionnaire(
        section(
            "Menschen um Sie herum",
            "Menschen um Sie herum",
            HOUSEHOLD,
            CONTACTS,
            ask(
                "someone_to_talk",
                QuestionKind.YES_NO,
                "Haben Sie jemanden, mit dem Sie über Persönliches sprechen können?",
                "Gibt es einen Menschen, mit dem Sie über alles reden können?",
            ),
            one_of(
                "lonely",
                "Wie oft fühlen Sie sich einsam?",
                "Wie oft fühlen Sie sich einsam?",
                ("often", "Oft", "Oft"),
                ("sometimes", "Manchmal", "Manchmal"),
                ("rarely", "Selten", "Nur selten"),
                ("never", "Nie", "Nie"),
                hint=both(
                    "Diese Frage ist persönlich. Sie können auch „keine Angabe“ wählen.",
                    "Sie müssen diese Frage nicht beantworten.",
                ),
                special_category=True,
            ),
            any_of(
                "lonely_when",
                "Wann ist es besonders schwer?",
                "Wann ist es besonders schwer?",
                ("evening", "Am Abend", "Am Abend"),
                ("weekend", "Am Wochenende", "Am Wochen-Ende"),
                ("holidays", "An Feiertagen", "An Feier-Tagen"),
                ("winter", "Im Winter", "Im Winter"),
                ("always", "Das ist immer gleich", "Das ist immer gleich"),
                special_category=True,
                show_if=Junction(
                    (Comparison("lonely", Test.IS, "often"), Comparison("lonely", Test.IS, "sometimes")), any_of=True
                ),
            ),
        ),
        section(
            "Orte und Angebote",
            "Orte und Angebote",
            any_of(
                "meeting_places",
                "Wo treffen Sie andere Menschen?",
                "Wo treffen Sie andere Menschen?",
                ("home", "Zu Hause", "Zu Hause"),
                ("outside", "Draußen: auf der Bank, beim Spaziergang", "Draußen, zum Beispiel auf einer Bank"),
                ("shop", "Beim Einkaufen", "Beim Einkaufen"),
                ("inn", "Im Gasthaus oder Café", "Im Gast-Haus oder im Café"),
                ("club", "Im Verein", "Im Verein"),
                ("church", "In der Kirche", "In der Kirche"),
                ("offer", "Bei einem Treff, Kurs oder Nachmittag", "Bei einem Treffen oder in einem Kurs"),
                ("online", "Am Telefon oder im Internet", "Am Telefon oder im Internet"),
                has_other=True,
            ),
            any_of(
                "what_keeps",
                "Was hält Sie davon ab, öfter unter Menschen zu sein?",
                "Warum gehen Sie nicht öfter zu anderen Menschen?",
                ("no_offer", "Es gibt wenig, was zu mir passt", "Es gibt wenig Passendes"),
                ("no_ride", "Ich komme nicht hin", "Ich komme schlecht hin"),
                ("money", "Es kostet zu viel", "Es kostet zu viel Geld"),
                ("health", "Meine Gesundheit", "Ich bin krank oder schwach"),
                ("alone", "Allein hingehen mag ich nicht", "Ich mag nicht allein hingehen"),
                ("care", "Ich pflege jemanden oder betreue Kinder", "Ich kümmere mich um andere"),
                ("nothing", "Nichts, es ist gut so", "Es ist gut so"),
                has_other=True,
                special_category=True,
            ),
            any_of(
                "would_help",
                "Was würden Sie gern nutzen?",
                "Was möchten Sie gern machen?",
                ("meal", "Einen gemeinsamen Mittagstisch", "Zusammen zu Mittag essen"),
                ("visit", "Einen Besuchsdienst", "Jemand besucht mich"),
                ("call", "Einen regelmäßigen Anruf", "Jemand ruft mich oft an"),
                ("walk", "Gemeinsame Spaziergänge", "Zusammen spazieren gehen"),
                ("cafe", "Ein offenes Café für Jung und Alt", "Ein Café für Jung und Alt"),
                ("project", "Bei etwas mithelfen", "Bei etwas mithelfen"),
                has_other=True,
            ),
            ask(
                "volunteer",
                QuestionKind.YES_NO,
                "Würden Sie selbst gern jemanden besuchen oder begleiten?",
                "Möchten Sie selbst jemanden besuchen?",
            ),
            INFORMED,
        ),
        about_you(),
    ),
)

AGAIN = SurveyTemplate(
    name="nachbefragung",
    title=both("Was hat sich verändert?", "Was ist jetzt anders?"),
    purpose=both(
        "Vor einiger Zeit haben wir Sie schon einmal gefragt. Jetzt möchten wir wissen, was sich verändert hat. Einige Fragen "
        "sind gleich geblieben: So können wir vergleichen.",
        "Wir haben schon einmal gefragt.\nJetzt fragen wir noch einmal.\nSo sehen wir: Was ist besser geworden? Was ist "
        "schlechter geworden?",
    ),
    description=N_("Fragt dasselbe noch einmal, damit man mit einer früheren Umfrage vergleichen kann."),
    questionnaire=questionnaire(
        section(
            "Heute",
            "Heute",
            LIVING_HERE,
            WAY,
            CONTACTS,
            INFORMED,
        ),
        section(
            "Seit der letzten Umfrage",
            "Seit der letzten Umfrage",
            one_of(
                "took_part",
                "Haben Sie bei der letzten Umfrage mitgemacht?",
                "Haben Sie beim letzten Mal mitgemacht?",
                ("yes", "Ja", "Ja"),
                ("no", "Nein", "Nein"),
                ("unsure", "Ich erinnere mich nicht", "Ich weiß es nicht mehr"),
            ),
            one_of(
                "changed",
                "Wie hat sich das Leben an Ihrem Ort seither verändert?",
                "Ist es an Ihrem Ort jetzt besser oder schlechter?",
                ("much_better", "Viel besser", "Viel besser"),
                ("better", "Etwas besser", "Etwas besser"),
                ("same", "Gleich geblieben", "Es ist gleich"),
                ("worse", "Etwas schlechter", "Etwas schlechter"),
                ("much_worse", "Viel schlechter", "Viel schlechter"),
            ),
            open_words(
                "better_how",
                "Was ist besser geworden?",
                "Was ist besser geworden?",
                show_if=Junction(
                    (Comparison("changed", Test.IS, "much_better"), Comparison("changed", Test.IS, "better")),
                    any_of=True,
                ),
            ),
            open_words(
                "worse_how",
                "Was ist schlechter geworden?",
                "Was ist schlechter geworden?",
                show_if=Junction(
                    (Comparison("changed", Test.IS, "worse"), Comparison("changed", Test.IS, "much_worse")), any_of=True
                ),
                contribution=True,
            ),
            any_of(
                "noticed",
                "Was davon haben Sie bemerkt?",
                "Was davon haben Sie gesehen oder gehört?",
                ("ride", "Neue Fahrten mit Bus oder Rufbus", "Neue Fahrten mit dem Bus oder Ruf-Bus"),
                ("meeting", "Neue Treffpunkte", "Neue Orte zum Treffen"),
                ("advice", "Neue Beratung oder Hilfe", "Neue Beratung oder Hilfe"),
                ("paths", "Bessere Wege und Bänke", "Bessere Wege und Bänke"),
                ("nothing", "Nichts davon", "Nichts davon"),
                has_other=True,
            ),
            ask(
                "heard",
                QuestionKind.SCALE,
                "Wie gut hat die Gemeinde gesagt, was aus der letzten Umfrage wurde?",
                "Hat die Gemeinde gut erklärt, was sie gemacht hat?",
                minimum=1,
                maximum=5,
                low_end=both("gar nicht", "gar nicht"),
                high_end=both("sehr gut", "sehr gut"),
            ),
        ),
        about_you(),
    ),
)
