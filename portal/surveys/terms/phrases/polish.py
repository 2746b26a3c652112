"""The fixed words of a questionnaire in Polish."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Tak",
    "Nein": "Nie",
    "sehr gut": "bardzo dobrze",
    "gut": "dobrze",
    "mittel": "średnio",
    "schlecht": "źle",
    "sehr schlecht": "bardzo źle",
    "unter 18 Jahre": "poniżej 18 lat",
    "18 bis 29 Jahre": "18–29 lat",
    "30 bis 44 Jahre": "30–44 lata",
    "45 bis 59 Jahre": "45–59 lat",
    "60 bis 69 Jahre": "60–69 lat",
    "70 bis 79 Jahre": "70–79 lat",
    "80 Jahre und älter": "80 lat i więcej",
    "weiblich": "kobieta",
    "männlich": "mężczyzna",
    "divers": "inna płeć",
    "Sonstiges": "Inne",
    "Weiß nicht / keine Angabe": "Nie wiem / nie chcę odpowiadać",
    "Wenn Sonstiges: was meinen Sie?": "Jeśli inne: co dokładnie?",
    "Warum? (freiwillig)": "Dlaczego? (dobrowolnie)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Wybrano „Nie wiem / nie chcę odpowiadać”.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Proszę wybrać od %(least)s do %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Można wybrać najwyżej %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Proszę wybrać co najmniej %(least)s.",
    "Sie können mehrere wählen.": "Można wybrać kilka odpowiedzi.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Proszę najpierw wybrać to, co jest dla Pani/Pana najważniejsze. Przyciskami można zmienić kolejność."
    ),
    "Höher": "Wyżej",
    "Tiefer": "Niżej",
    "Weg": "Usuń",
    "Tippen oder auswählen": "Proszę wpisać lub wybrać",
    "Bitte wählen": "Proszę wybrać",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Proszę opisać miejsce słowami, na przykład „przy starym dworcu”."
    ),
    "Ein Punkt auf der Karte": "Punkt na mapie",
    "Frage %(number)s von %(total)s": "Pytanie %(number)s z %(total)s",
    "Weiter": "Dalej",
    "Zurück": "Wstecz",
    "Später weitermachen": "Dokończ później",
    "Sprache der Fragen": "Język pytań",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "To pytanie dotyczy danych szczególnie chronionych, na przykład o zdrowiu. Odpowiedź jest "
        "dobrowolna. Wybierając „Dalej”, wyrażają Państwo zgodę na wykorzystanie odpowiedzi w tej ankiecie "
        "(art. 9 RODO). Wybierając „Nie wiem / nie chcę odpowiadać”, nic Państwo o tym nie mówią."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Ankieta już się zakończyła. Ponieważ wypełnianie zaczęło się wcześniej, odpowiedzi można wysłać "
        "jeszcze do godziny %(time)s."
    ),
    "Stimmt alles?": "Czy wszystko się zgadza?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Tutaj jeszcze raz widać wszystkie odpowiedzi. Zostaną zapisane dopiero po naciśnięciu „Wyślij odpowiedzi”."),
    "nicht beantwortet": "brak odpowiedzi",
    "Ändern": "Zmień",
    "Antworten senden": "Wyślij odpowiedzi",
    "Beginnen": "Rozpocznij",
    "Neu beginnen": "Rozpocznij od nowa",
    "Weitermachen": "Kontynuuj",
    "Sie haben schon angefangen": "Ankieta jest już rozpoczęta",
    "Lieber auf Papier (PDF)": "Wolę na papierze (PDF)",
    "Freiwillig": "Dobrowolnie",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Udział nie jest obowiązkowy. Przy każdym pytaniu można wybrać „Nie wiem / nie chcę odpowiadać”."
    ),
    "Anonym?": "Anonimowo?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Tak. Nikt nie może powiązać tych odpowiedzi z Państwem, my też nie."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Nie. Odpowiedzi traktujemy poufnie.",
    "Gut zu wissen": "Warto wiedzieć",
    "Dauer": "Czas trwania",
    "etwa %(n)s Minuten für %(asked)s Fragen": "około %(n)s min, liczba pytań: %(asked)s",
    "Zeitraum": "Okres",
    "%(first)s bis %(last)s": "%(first)s – %(last)s",
    "Wer sieht die Antworten?": "Kto widzi odpowiedzi?",
    "Wie lange bleiben sie?": "Jak długo są przechowywane?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Pojedyncze odpowiedzi usuwamy %(n)s mies. po zakończeniu ankiety."
    ),
    "Was mit Ihren Angaben geschieht": "Co dzieje się z Państwa danymi",
    "Danke fürs Mitmachen!": "Dziękujemy za udział!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Odpowiedzi zostały zapisane. Z tym kodem można później zobaczyć, co wynikło z Państwa słów, i "
        "usunąć swoje odpowiedzi."
    ),
    "Fehler:": "Błąd:",
    "Bitte prüfen Sie Ihre Antwort": "Proszę sprawdzić odpowiedź",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Proszę odpowiedzieć lub wybrać „Nie wiem / nie chcę odpowiadać”."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Liczba znaków: %(length)s, dozwolone: %(most)s. Proszę skrócić tekst; cały tekst jest nadal poniżej."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Takiej możliwości tu nie ma. Proszę wybrać jeszcze raz."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Proszę wybrać tylko jedną możliwość.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Proszę wybrać odpowiedzi. Co najmniej: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Proszę wybrać odpowiedzi. Najwyżej: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Proszę uporządkować odpowiedzi. Najwyżej: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "To nie jest liczba. Proszę wpisać na przykład 12 lub 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Najmniejsza możliwa wartość: %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Największa możliwa wartość: %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Proszę sprawdzić datę, na przykład 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Tego miejsca nie ma na naszej liście. Proszę wybrać jeszcze raz."
    ),
    "Umfrage": "Ankieta",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Odpowiedzi są przechowane. Na tym urządzeniu można po prostu kontynuować, a na innym – z tym kodem."),
    "Ihr Code zum Weitermachen": "Kod do kontynuowania",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "Kod QR: prowadzi do strony, na której wpisuje się kod",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Na innym urządzeniu: proszę otworzyć %(address)s i wpisać kod."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Kod można też podać przez telefon.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Proszę dokończyć do %(day)s: wtedy ankieta się kończy."
    ),
    "Code drucken": "Drukuj kod",
    "Code kopieren": "Kopiuj kod",
    "Fragebogen weiter ausfüllen": "Dokończ ankietę",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Proszę wpisać kod otrzymany przy przerwaniu. Wszystkie dotychczasowe odpowiedzi są zachowane."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 znaków w czterech grupach. Kreski oraz wielkie i małe litery nie mają znaczenia."
    ),
    "Diese Umfrage ist beendet": "Ta ankieta się zakończyła",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Niestety nie można już nic wysłać. Rozpoczęte odpowiedzi nie zostały zapisane."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Czy jest coś ważnego, o czym powinniśmy wiedzieć? Prosimy to zgłosić albo do nas zadzwonić."
    ),
    "Anliegen melden": "Zgłoś sprawę",
    "Zur Seite der Umfrage": "Do strony ankiety",
    "Andere Umfragen": "Inne ankiety",
    "Ihr Rückmelde-Code": "Kod do informacji zwrotnej",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "Kod QR: prowadzi do strony z informacją zwrotną, kod jest tam już wpisany"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Kodu już tutaj nie pokazujemy.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Po pół godzinie kod znika z tej strony. Dzięki temu nie przeczyta go nikt, kto potem korzysta z "
        "tego urządzenia. Odpowiedzi są bezpiecznie zapisane."
    ),
    "So geht es weiter": "Co będzie dalej",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Ankieta kończy się %(day)s. Wtedy wszystkie odpowiedzi zostaną policzone."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "To, co napisano własnymi słowami, czyta człowiek."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": "Potem wynik będzie na stronie tej ankiety.",
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Ta ankieta zaczyna się %(day)s. Zapraszamy wtedy ponownie."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Ta ankieta właśnie się zakończyła. Kto już zaczął, może wysłać odpowiedzi jeszcze przez dwie "
        "godziny. Nie można już zacząć od nowa."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Ta ankieta się zakończyła. Dziękujemy wszystkim, którzy wzięli udział."
    ),
    "Ihr persönlicher Code": "Państwa osobisty kod",
    "Er steht in dem Brief, den Sie bekommen haben.": "Jest podany w liście, który Państwo otrzymali.",
    "In der Liste suchen": "Szukaj na liście",
    "Gefunden: %(n)s": "Znaleziono: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Proszę sprawdzić wpisane dane",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Proszę wpisać zanotowany kod.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): ("Do tego kodu nie ma rozpoczętej ankiety. Być może została już wysłana. Proszę porównać kod znak po znaku."),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Nie znamy tego kodu. Proszę porównać go znak po znaku z listem."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Ten kod jest już nieważny. Prosimy o telefon: chętnie pomożemy."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): (
        "Ten kod został już użyty. Jeśli ankieta była rozpoczęta na innym urządzeniu, proszę kontynuować "
        "tam albo do nas zadzwonić."
    ),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "Z tym kodem już udzielono odpowiedzi. Każdy kod jest ważny jeden raz."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): (
        "Ta ankieta jest teraz wypełniana na innym urządzeniu. Proszę ją wysłać stamtąd; tutaj nie jest to już możliwe."
    ),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Strona była długo otwarta. Wpisane odpowiedzi nadal tu są: proszę wysłać jeszcze raz."
    ),
    "Ihre Antworten": "Państwa odpowiedzi",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Data odpowiedzi: %(day)s. Tę stronę widzi tylko osoba, która ma kod."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Co wynikło z Państwa słów: %(question)s",
    "Das haben Sie geantwortet": "Udzielone odpowiedzi",
    "Antworten löschen": "Usuwanie odpowiedzi",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Swoje odpowiedzi można usunąć w każdej chwili. Działa to od razu i nie można tego cofnąć. "
        "Liczby już opublikowane się nie zmienią."
    ),
    "Alle meine Antworten löschen": "Usuń wszystkie moje odpowiedzi",
    "Alle Ihre Antworten löschen?": "Usunąć wszystkie Państwa odpowiedzi?",
}
