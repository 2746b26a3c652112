"""For families, and for young people."""

from dataclasses import replace

from portal.kernel.text import N_
from portal.surveys.terms.conditions import Comparison, Test
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.templates.standard import (
    AGE,
    GENDER,
    INFORMED,
    LIVING_HERE,
    PLACE,
    WAY_CHOICES,
    WISH,
    about_you,
)
from portal.surveys.terms.templates.writing import (
    SurveyTemplate,
    any_of,
    ask,
    both,
    one_of,
    questionnaire,
    ranked,
    section,
)

FAMILIES = SurveyTemplate(
    name="familien",
    title=both("Familien bei uns", "Wie leben Familien bei uns?"),
    purpose=both(
        "Wir möchten wissen, was Familien bei uns brauchen: Betreuung, Freizeit, Beratung und Zeit. Mit den Antworten planen "
        "Gemeinde und Landkreis Angebote für Familien.",
        "Haben Sie Kinder?\nDann möchten wir Sie etwas fragen.\nWas brauchen Sie? Was fehlt Ihnen?\nDann planen wir gute "
        "Angebote.",
    ),
    description=N_("Betreuung, Freizeit, Beratung und Alltag mit Kindern."),
    questionnaire=questionnaire(
        section(
            "Ihre Familie",
            "Ihre Familie",
            ask(
                "children",
                QuestionKind.NUMBER,
                "Wie viele Kinder unter 18 Jahren leben bei Ihnen?",
                "Wie viele Kinder leben bei Ihnen?",
                hint=both("Nur Kinder unter 18 Jahren.", "Wir meinen Kinder, die noch nicht 18 Jahre alt sind."),
                minimum=0,
                maximum=15,
                unit=both("Kinder", "Kinder"),
            ),
            any_of(
                "children_age",
                "Wie alt sind die Kinder?",
                "Wie alt sind die Kinder?",
                ("0-2", "0 bis 2 Jahre", "0 bis 2 Jahre"),
                ("3-5", "3 bis 5 Jahre", "3 bis 5 Jahre"),
                ("6-9", "6 bis 9 Jahre", "6 bis 9 Jahre"),
                ("10-13", "10 bis 13 Jahre", "10 bis 13 Jahre"),
                ("14-17", "14 bis 17 Jahre", "14 bis 17 Jahre"),
                show_if=Comparison("children", Test.AT_LEAST, "1"),
            ),
            one_of(
                "family_form",
                "Wie leben Sie mit den Kindern?",
                "Wer kümmert sich um die Kinder?",
                ("couple", "Zu zweit als Eltern", "Zwei Eltern-Teile zusammen"),
                ("single", "Allein erziehend", "Ich bin allein mit den Kindern"),
                ("shared", "Die Kinder leben abwechselnd bei uns", "Die Kinder leben an zwei Orten"),
                ("relatives", "Als Großeltern oder Pflegeeltern", "Wir sind Groß-Eltern oder Pflege-Eltern"),
            ),
            replace(
                LIVING_HERE,
                hint=both("Denken Sie an das Leben mit Kindern.", "Denken Sie an das Leben mit Kindern."),
            ),
        ),
        section(
            "Betreuung und Alltag",
            "Betreuung und Alltag",
            one_of(
                "childcare",
                "Passt die Betreuung Ihrer Kinder zu Ihrem Alltag?",
                "Passt die Betreuung von Ihren Kindern?",
                ("fits", "Ja, sie passt", "Ja, sie passt gut"),
                ("partly", "Teilweise", "Sie passt nur manchmal"),
                ("missing", "Nein, es fehlt etwas", "Nein, etwas fehlt"),
                ("not_needed", "Wir brauchen keine", "Wir brauchen keine Betreuung"),
            ),
            any_of(
                "childcare_missing",
                "Was fehlt bei der Betreuung?",
                "Was fehlt bei der Betreuung?",
                ("place", "Ein Platz", "Ein Platz"),
                ("early", "Zeiten am frühen Morgen", "Betreuung früh am Morgen"),
                ("late", "Zeiten am Nachmittag und Abend", "Betreuung am Nachmittag und am Abend"),
                ("holidays", "Betreuung in den Ferien", "Betreuung in den Ferien"),
                ("short", "Hilfe, wenn kurzfristig etwas ist", "Schnelle Hilfe, wenn etwas passiert"),
                ("cost", "Sie ist zu teuer", "Sie kostet zu viel Geld"),
                has_other=True,
                show_if=Comparison("childcare", Test.IS_NOT, "fits"),
            ),
            ranked(
                "family_needs",
                "Was brauchen Familien bei uns am meisten?",
                "Was brauchen Familien am meisten?",
                ("play", "Spielplätze und Treffpunkte", "Spiel-Plätze und Orte zum Treffen"),
                ("homes", "Bezahlbare Wohnungen", "Wohnungen, die wenig kosten"),
                ("rides", "Sichere Wege und Busse", "Sichere Wege und Busse"),
                ("care", "Gute Betreuung", "Gute Betreuung"),
                ("advice", "Beratung und Entlastung", "Beratung und Hilfe"),
                ("leisure", "Vereine, Musik und Sport", "Vereine, Musik und Sport"),
                at_most=3,
            ),
            any_of(
                "advice_used",
                "Wohin wenden Sie sich, wenn es schwierig wird?",
                "Wen fragen Sie, wenn es schwer ist?",
                ("family", "Familie und Freunde", "Die Familie und Freunde"),
                ("school", "Kita oder Schule", "Die Kita oder die Schule"),
                ("doctor", "Ärztin, Arzt oder Hebamme", "Eine Ärztin, einen Arzt oder eine Hebamme"),
                ("advice", "Beratungsstelle oder Jugendamt", "Eine Beratung oder das Jugend-Amt"),
                ("internet", "Internet", "Das Internet"),
                ("nobody", "Niemanden", "Ich frage niemanden"),
                has_other=True,
            ),
            INFORMED,
        ),
        about_you(),
    ),
)

YOUTH = SurveyTemplate(
    name="jugend",
    title=both("Jung sein bei uns", "Jung sein bei uns"),
    purpose=both(
        "Was ist gut, wenn man hier jung ist, und was nervt? Das möchten wir von allen zwischen 12 und 26 wissen. Mit den "
        "Antworten planen Gemeinde und Landkreis Orte, Busse und Angebote.",
        "Bist du zwischen 12 und 26 Jahre alt?\nDann sag uns deine Meinung.\nWas ist hier gut? Was nervt?\nDann machen wir "
        "Pläne für gute Orte.",
    ),
    description=N_("Zwischen 12 und 26: Orte, Freizeit, Wege und Mitreden. Spricht mit „du“."),
    questionnaire=questionnaire(
        section(
            "Hier leben",
            "Hier leben",
            replace(
                LIVING_HERE,
                title=both("Wie gut lebt es sich hier, wenn man jung ist?", "Wie gefällt es dir hier?"),
            ),
            one_of(
                "doing",
                "Was machst du gerade?",
                "Was machst du gerade?",
                ("school", "Ich gehe zur Schule", "Ich gehe zur Schule"),
                ("training", "Ich mache eine Ausbildung", "Ich mache eine Ausbildung"),
                ("study", "Ich studiere", "Ich studiere"),
                ("work", "Ich arbeite", "Ich arbeite"),
                ("year", "Ich mache einen Freiwilligendienst", "Ich mache einen Freiwilligen-Dienst"),
                has_other=True,
            ),
            any_of(
                "leisure_places",
                "Wo triffst du andere?",
                "Wo triffst du andere?",
                ("home", "Zu Hause", "Zu Hause"),
                ("outside", "Draußen: Platz, See, Wald", "Draußen, zum Beispiel am See"),
                ("club", "Im Verein oder bei der Feuerwehr", "Im Verein oder bei der Feuer-Wehr"),
                ("youth_room", "Im Jugendraum", "Im Jugend-Raum"),
                ("town", "In der Stadt", "In der Stadt"),
                ("online", "Online", "Im Internet"),
                has_other=True,
            ),
            any_of(
                "youth_missing",
                "Was fehlt dir hier?",
                "Was fehlt dir hier?",
                ("room", "Ein Raum nur für uns", "Ein Raum nur für uns"),
                ("sport", "Plätze für Sport und Skaten", "Plätze für Sport"),
                ("events", "Feste und Konzerte", "Feste und Musik"),
                ("food", "Ein Ort zum Essen und Sitzen", "Ein Ort zum Essen und Sitzen"),
                ("net", "Gutes Netz und WLAN", "Gutes Netz und WLAN"),
                ("nothing", "Nichts", "Mir fehlt nichts"),
                has_other=True,
            ),
        ),
        section(
            "Unterwegs und mitreden",
            "Unterwegs und mitreden",
            any_of(
                "way",
                "Wie bist du im Alltag unterwegs?",
                "Wie kommst du von Ort zu Ort?",
                *WAY_CHOICES,
            ),
            ask(
                "evening_home",
                QuestionKind.YES_NO,
                "Kommst du am Abend gut nach Hause?",
                "Kommst du am Abend gut nach Hause?",
            ),
            ask(
                "being_heard",
                QuestionKind.SCALE,
                "Wie sehr zählt deine Meinung in der Gemeinde?",
                "Hört die Gemeinde auf dich?",
                minimum=1,
                maximum=5,
                low_end=both("gar nicht", "gar nicht"),
                high_end=both("sehr", "sehr"),
            ),
            any_of(
                "take_part",
                "Wie würdest du gern mitreden?",
                "Wie möchtest du mitreden?",
                ("online", "Online abstimmen", "Im Internet abstimmen"),
                ("meeting", "Bei einem Treffen mit der Bürgermeisterin oder dem Bürgermeister", "Bei einem Treffen"),
                ("project", "Bei einem Projekt mitmachen", "Bei einem Projekt mitmachen"),
                ("council", "In einem Jugendrat", "In einem Jugend-Rat"),
                ("not", "Lieber gar nicht", "Ich möchte lieber nicht"),
            ),
            one_of(
                "staying",
                "Möchtest du später hier leben?",
                "Möchtest du später hier wohnen?",
                ("yes", "Ja", "Ja"),
                ("come_back", "Erst weg, dann zurück", "Erst weg, dann zurück"),
                ("no", "Nein", "Nein"),
                ("open", "Das ist noch offen", "Ich weiß es noch nicht"),
            ),
        ),
        section(
            "Zum Schluss",
            "Zum Schluss",
            replace(
                WISH,
                title=both("Was sollte sich hier als Erstes ändern?", "Was soll hier besser werden?"),
                hint=both(
                    "Deine Worte gehen ohne Namen an die Menschen, die den Landkreis planen. Bitte nenne keine Namen.",
                    "Schreib einfach, wie du sprichst. Bitte schreib keine Namen.",
                ),
            ),
            replace(PLACE, title=both("In welcher Gemeinde wohnst du?", "Wo wohnst du?")),
            replace(AGE, title=both("Wie alt bist du?", "Wie alt bist du?")),
            replace(
                GENDER,
                title=both("Welches Geschlecht hast du?", "Bist du weiblich, männlich oder divers?"),
            ),
        ),
    ),
)
