"""The fixed words of a questionnaire in English."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Yes",
    "Nein": "No",
    "sehr gut": "very good",
    "gut": "good",
    "mittel": "fair",
    "schlecht": "bad",
    "sehr schlecht": "very bad",
    "unter 18 Jahre": "under 18",
    "18 bis 29 Jahre": "18 to 29",
    "30 bis 44 Jahre": "30 to 44",
    "45 bis 59 Jahre": "45 to 59",
    "60 bis 69 Jahre": "60 to 69",
    "70 bis 79 Jahre": "70 to 79",
    "80 Jahre und älter": "80 and older",
    "weiblich": "female",
    "männlich": "male",
    "divers": "non-binary",
    "Sonstiges": "Other",
    "Weiß nicht / keine Angabe": "Don’t know / prefer not to say",
    "Wenn Sonstiges: was meinen Sie?": "If other: what do you mean?",
    "Warum? (freiwillig)": "Why? (optional)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "You chose “Don’t know / prefer not to say”.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Please choose %(least)s to %(most)s.",
    "Sie können bis zu %(most)s wählen.": "You can choose up to %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Please choose at least %(least)s.",
    "Sie können mehrere wählen.": "You can choose more than one.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Choose first what matters most to you. Use the buttons to change the order."
    ),
    "Höher": "Higher",
    "Tiefer": "Lower",
    "Weg": "Remove",
    "Tippen oder auswählen": "Type or choose",
    "Bitte wählen": "Please choose",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Describe the place in words, for example “by the old station”."
    ),
    "Ein Punkt auf der Karte": "A point on the map",
    "Frage %(number)s von %(total)s": "Question %(number)s of %(total)s",
    "Weiter": "Next",
    "Zurück": "Back",
    "Später weitermachen": "Continue later",
    "Sprache der Fragen": "Language of the questions",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "This question concerns specially protected information, for example about health. Your answer is "
        "voluntary. By choosing “Next” you agree that we evaluate it for this survey (Art. 9 GDPR). With "
        "“Don’t know / prefer not to say” you say nothing about it."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "The survey is over. Because you started before it ended, you can still send your answers until %(time)s."
    ),
    "Stimmt alles?": "Is everything right?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Here are your answers once more. They are only saved when you press “Send answers”."),
    "nicht beantwortet": "not answered",
    "Ändern": "Change",
    "Antworten senden": "Send answers",
    "Beginnen": "Start",
    "Neu beginnen": "Start again",
    "Weitermachen": "Continue",
    "Sie haben schon angefangen": "You have already started",
    "Lieber auf Papier (PDF)": "Rather on paper (PDF)",
    "Freiwillig": "Voluntary",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "You do not have to take part. For every question you can choose “Don’t know / prefer not to say”."
    ),
    "Anonym?": "Anonymous?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Yes. Nobody can link your answers to you, not even we can."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "No. We treat your answers confidentially.",
    "Gut zu wissen": "Good to know",
    "Dauer": "Duration",
    "etwa %(n)s Minuten für %(asked)s Fragen": "about %(n)s minutes for %(asked)s questions",
    "Zeitraum": "Period",
    "%(first)s bis %(last)s": "%(first)s to %(last)s",
    "Wer sieht die Antworten?": "Who sees the answers?",
    "Wie lange bleiben sie?": "How long are they kept?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "We delete the single answers %(n)s months after the end of the survey."
    ),
    "Was mit Ihren Angaben geschieht": "What happens to your details",
    "Danke fürs Mitmachen!": "Thank you for taking part!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Your answers are saved. With this code you can see later what came of your words, and you can "
        "delete your answers."
    ),
    "Fehler:": "Error:",
    "Bitte prüfen Sie Ihre Antwort": "Please check your answer",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Please answer, or choose “Don’t know / prefer not to say”."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "That is %(length)s characters, %(most)s are possible. Please shorten the text; all of it is still there below."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "This option does not exist here. Please choose again."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Please choose only one option.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Please choose at least %(least)s options.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Please choose at most %(most)s options.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Please rank at most %(most)s options.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "That is not a number. Please write for example 12 or 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "The smallest possible value is %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "The largest possible value is %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Please check the date, for example 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "This place is not in our list. Please choose it again."
    ),
    "Umfrage": "Survey",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Your answers are kept. On this device you simply continue; on another one with this code."),
    "Ihr Code zum Weitermachen": "Your code for continuing",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "QR code: leads to the page where you enter the code",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "This is how it works on another device: open %(address)s and enter the code."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "You can also read the code out over the phone.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Please continue by %(day)s: then the survey ends."
    ),
    "Code drucken": "Print the code",
    "Code kopieren": "Copy the code",
    "Fragebogen weiter ausfüllen": "Continue your questionnaire",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Enter the code you were given when you paused. All your answers so far are still there."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 characters in four groups. Dashes, capital and small letters make no difference."
    ),
    "Diese Umfrage ist beendet": "This survey is over",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Unfortunately you can no longer send anything. The answers you had started were not saved."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Is there something important that we should know? Report it as a concern, or call us."
    ),
    "Anliegen melden": "Report a concern",
    "Zur Seite der Umfrage": "To the page of the survey",
    "Andere Umfragen": "Other surveys",
    "Ihr Rückmelde-Code": "Your feedback code",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "QR code: leads to the feedback page, where the code is already filled in"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "We no longer show your code here.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "After half an hour the code disappears from this page, so that nobody who uses this device "
        "after you can read it. Your answers are safely saved."
    ),
    "So geht es weiter": "What happens next",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "The survey ends on %(day)s. Then all answers are counted."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "What you wrote in your own words is read by a person."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "Afterwards the result is shown on the page of this survey."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "This survey starts on %(day)s. You are welcome to come back then."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "This survey has just ended. Those who had already started can still send their answers for two "
        "hours. It is no longer possible to start."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "This survey is over. Many thanks to everyone who took part."
    ),
    "Ihr persönlicher Code": "Your personal code",
    "Er steht in dem Brief, den Sie bekommen haben.": "It is in the letter that you received.",
    "In der Liste suchen": "Search the list",
    "Gefunden: %(n)s": "Found: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Please check your details",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Please enter the code that you noted down.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "There is no started questionnaire for this code. Perhaps it has already been sent. Please "
        "compare the code character by character."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "We do not know this code. Please compare it with your letter character by character."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "This code is no longer valid. Please call us: we are glad to help."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): ("This code has already been used. If you started on another device, please continue there, or call us."),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "This code has already been used to answer. Each code is valid once."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("This questionnaire is now being filled in on another device. Please send it there; it no longer works here."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "The page was open for a long time. What you entered is still there: please send it once more."
    ),
    "Ihre Antworten": "Your answers",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Given on %(day)s. Only those who have your code can see this page."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "What came of your words: %(question)s",
    "Das haben Sie geantwortet": "This is what you answered",
    "Antworten löschen": "Delete answers",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "You can delete your answers at any time. This takes effect at once and cannot be undone. "
        "Figures that have already been published do not change."
    ),
    "Alle meine Antworten löschen": "Delete all my answers",
    "Alle Ihre Antworten löschen?": "Delete all your answers?",
}
