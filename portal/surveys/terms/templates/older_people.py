"""For people of 60 and more: a survey on everyday life, and one on housing."""

from dataclasses import replace

from portal.kernel.text import N_
from portal.surveys.terms.conditions import Comparison, Junction, Test
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.templates.standard import CONTACTS, HELPERS, HOUSEHOLD, INFORMED, LIVING_HERE, WAY, about_you
from portal.surveys.terms.templates.writing import SurveyTemplate, any_of, ask, both, one_of, questionnaire, section

NEEDS_HELP = ask(
    "needs_help",
    QuestionKind.YES_NO,
    "Brauchen Sie im Alltag Hilfe?",
    "Brauchen Sie Hilfe im Alltag?",
    special_category=True,
)

SENIORS = SurveyTemplate(
    name="senioren",
    title=both("Gut älter werden bei uns", "Wie leben ältere Menschen bei uns?"),
    purpose=both(
        "Wir möchten wissen, wie Menschen ab 60 Jahren bei uns leben und was ihnen fehlt. Mit den Antworten planen die "
        "Gemeinde und der Landkreis Angebote für ältere Menschen.",
        "Sind Sie 60 Jahre alt oder älter?\nDann möchten wir Sie etwas fragen.\nWie leben Sie? Was fehlt Ihnen?\nMit Ihren "
        "Antworten planen wir gute Angebote.",
    ),
    description=N_("Menschen ab 60: Alltag, Wege, Hilfe und Begegnung."),
    questionnaire=questionnaire(
        section(
            "Ihr Ort und Ihr Alltag",
            "Ihr Ort und Ihr Alltag",
            LIVING_HERE,
            HOUSEHOLD,
            any_of(
                "within_walk",
                "Was erreichen Sie zu Fuß?",
                "Wohin können Sie zu Fuß gehen?",
                ("shop", "Ein Geschäft für Lebensmittel", "Zum Laden für Essen und Trinken"),
                ("doctor", "Eine Hausarztpraxis", "Zum Haus-Arzt oder zur Haus-Ärztin"),
                ("pharmacy", "Eine Apotheke", "Zur Apotheke"),
                ("stop", "Eine Haltestelle", "Zur Halte-Stelle"),
                ("bank", "Eine Bank oder einen Geldautomaten", "Zur Bank oder zum Geld-Automaten"),
                ("meeting", "Einen Ort, an dem man andere trifft", "Zu einem Ort, wo ich andere Menschen treffe"),
                ("nothing", "Nichts davon", "Das alles ist zu weit weg"),
            ),
            WAY,
        ),
        section(
            "Hilfe und Gesundheit",
            "Hilfe und Gesundheit",
            ask(
                "health",
                QuestionKind.SMILEYS,
                "Wie geht es Ihnen gesundheitlich?",
                "Wie gesund fühlen Sie sich?",
                special_category=True,
            ),
            NEEDS_HELP,
            replace(HELPERS, show_if=Comparison("needs_help", Test.IS, "yes")),
            any_of(
                "more_support",
                "Wobei wünschen Sie sich mehr Unterstützung?",
                "Wobei wünschen Sie sich mehr Hilfe?",
                ("shopping", "Beim Einkaufen", "Beim Einkaufen"),
                ("rides", "Bei Fahrten, zum Beispiel zum Arzt", "Beim Fahren, zum Beispiel zum Arzt"),
                ("household", "In Haus und Garten", "Im Haus und im Garten"),
                ("forms", "Bei Anträgen und Briefen vom Amt", "Bei Briefen und Anträgen vom Amt"),
                ("technology", "Mit Handy und Computer", "Mit dem Handy und mit dem Computer"),
                ("company", "Jemand, der mich besucht", "Jemand soll mich besuchen"),
                ("nothing", "Ich brauche zurzeit nichts davon", "Ich brauche gerade keine Hilfe"),
                has_other=True,
            ),
        ),
        section(
            "Begegnung und Information",
            "Menschen treffen und Neues erfahren",
            CONTACTS,
            any_of(
                "offers_used",
                "Welche Angebote nutzen Sie?",
                "Wohin gehen Sie?",
                ("club", "Verein", "Zum Verein"),
                ("seniors", "Seniorentreff oder Seniorennachmittag", "Zum Treffen für ältere Menschen"),
                ("church", "Kirche und Pfarrgemeinde", "Zur Kirche"),
                ("inn", "Gasthaus oder Stammtisch", "Zum Gast-Haus oder zum Stamm-Tisch"),
                ("course", "Kurse, Sport und Vorträge", "Zu Kursen, zum Sport oder zu Vorträgen"),
                ("none", "Keine davon", "Ich gehe zu keinem Angebot"),
                has_other=True,
            ),
            INFORMED,
        ),
        about_you(),
    ),
)

HOUSING = SurveyTemplate(
    name="wohnen",
    title=both("Wohnen im Alter", "Wie wollen Sie im Alter wohnen?"),
    purpose=both(
        "Wir möchten wissen, wie Sie heute wohnen und wie Sie im Alter wohnen möchten. Die Antworten zeigen, welche "
        "Wohnungen und welche Hilfen bei uns fehlen.",
        "Wie wohnen Sie heute?\nWie möchten Sie im Alter wohnen?\nDas möchten wir wissen.\nDann planen wir passende "
        "Wohnungen und Hilfen.",
    ),
    description=N_("Wohnung heute, Barrieren, Wünsche für das Alter."),
    questionnaire=questionnaire(
        section(
            "So wohnen Sie heute",
            "So wohnen Sie heute",
            one_of(
                "home",
                "Wo wohnen Sie?",
                "Wo wohnen Sie?",
                ("own_house", "Im eigenen Haus", "Das Haus gehört mir oder meiner Familie"),
                ("own_flat", "In einer eigenen Wohnung", "Die Wohnung gehört mir oder meiner Familie"),
                ("rented", "Zur Miete", "Ich zahle Miete"),
                ("family", "Bei Kindern oder Verwandten", "Bei meinen Kindern oder bei Verwandten"),
                ("assisted", "Im betreuten Wohnen oder im Heim", "Im betreuten Wohnen oder in einem Heim"),
            ),
            HOUSEHOLD,
            ask(
                "home_fits",
                QuestionKind.SMILEYS,
                "Wie gut passt Ihre Wohnung zu Ihrem Leben?",
                "Wie gut passt Ihre Wohnung für Sie?",
                asks_why=True,
            ),
            any_of(
                "barriers",
                "Was macht das Wohnen beschwerlich?",
                "Was ist in Ihrer Wohnung schwierig?",
                ("stairs", "Treppen oder Stufen", "Die Treppen oder die Stufen"),
                ("bath", "Bad und Toilette", "Das Bad oder die Toilette"),
                ("size", "Haus oder Garten sind zu groß", "Das Haus oder der Garten ist zu groß"),
                ("cost", "Die Kosten sind zu hoch", "Das Wohnen kostet zu viel Geld"),
                ("remote", "Die Wege sind zu weit", "Die Wege sind zu weit"),
                ("nothing", "Nichts davon", "Alles ist gut"),
                has_other=True,
            ),
            ask(
                "step_free",
                QuestionKind.YES_NO,
                "Kommen Sie ohne Stufen in Ihre Wohnung?",
                "Kommen Sie ohne Stufen in Ihre Wohnung?",
            ),
        ),
        section(
            "So möchten Sie wohnen",
            "So möchten Sie wohnen",
            one_of(
                "want_to_move",
                "Möchten Sie im Alter in Ihrer jetzigen Wohnung bleiben?",
                "Möchten Sie in Ihrer Wohnung bleiben, wenn Sie älter sind?",
                ("stay", "Ja, auf jeden Fall", "Ja, ich möchte bleiben"),
                ("stay_with_help", "Ja, mit Hilfe oder nach einem Umbau", "Ja, mit Hilfe oder mit einem Umbau"),
                ("move", "Nein, ich möchte umziehen", "Nein, ich möchte umziehen"),
                ("undecided", "Das ist noch offen", "Ich weiß es noch nicht"),
            ),
            any_of(
                "rebuilding",
                "Was müsste dafür umgebaut werden?",
                "Was muss man dafür umbauen?",
                ("bath", "Das Bad", "Das Bad"),
                ("stairs", "Treppen oder der Eingang", "Die Treppe oder der Eingang"),
                ("doors", "Türen und Wege in der Wohnung", "Die Türen"),
                ("advice", "Ich brauche zuerst eine Beratung", "Zuerst möchte ich eine Beratung"),
                has_other=True,
                show_if=Comparison("want_to_move", Test.IS, "stay_with_help"),
            ),
            any_of(
                "future_home",
                "Welche Wohnformen kommen für Sie in Frage?",
                "Wie könnten Sie sich das Wohnen vorstellen?",
                ("small", "Eine kleinere Wohnung ohne Stufen", "Eine kleine Wohnung ohne Stufen"),
                ("assisted", "Betreutes Wohnen", "Betreutes Wohnen"),
                ("shared", "Eine Wohngemeinschaft mit Älteren", "Eine Wohn-Gruppe mit älteren Menschen"),
                ("generations", "Ein Haus mit Jung und Alt", "Ein Haus für junge und alte Menschen"),
                ("family", "Bei der Familie", "Bei der Familie"),
                ("care", "Ein Pflegeheim", "Ein Pflege-Heim"),
                at_most=3,
                show_if=Junction(
                    (
                        Comparison("want_to_move", Test.IS, "move"),
                        Comparison("want_to_move", Test.IS, "undecided"),
                    ),
                    any_of=True,
                ),
            ),
            one_of(
                "stay_in_place",
                "Ist es Ihnen wichtig, in Ihrer Gemeinde zu bleiben?",
                "Möchten Sie an Ihrem Ort bleiben?",
                ("yes", "Ja, sehr wichtig", "Ja, das ist mir sehr wichtig"),
                ("rather", "Eher wichtig", "Ja, das wäre gut"),
                ("no", "Nicht so wichtig", "Ein anderer Ort ist auch gut"),
            ),
            ask(
                "advice_known",
                QuestionKind.YES_NO,
                "Wissen Sie, wer Sie zum Wohnen im Alter berät?",
                "Wissen Sie, wen Sie zum Wohnen fragen können?",
            ),
        ),
        about_you(),
    ),
)
