"""The fixed words of a questionnaire in Ukrainian."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Так",
    "Nein": "Ні",
    "sehr gut": "дуже добре",
    "gut": "добре",
    "mittel": "посередньо",
    "schlecht": "погано",
    "sehr schlecht": "дуже погано",
    "unter 18 Jahre": "до 18 років",
    "18 bis 29 Jahre": "18–29 років",
    "30 bis 44 Jahre": "30–44 роки",
    "45 bis 59 Jahre": "45–59 років",
    "60 bis 69 Jahre": "60–69 років",
    "70 bis 79 Jahre": "70–79 років",
    "80 Jahre und älter": "80 років і більше",
    "weiblich": "жіноча",
    "männlich": "чоловіча",
    "divers": "інша",
    "Sonstiges": "Інше",
    "Weiß nicht / keine Angabe": "Не знаю / не хочу відповідати",
    "Wenn Sonstiges: was meinen Sie?": "Якщо інше: що саме?",
    "Warum? (freiwillig)": "Чому? (за бажанням)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Ви вибрали «Не знаю / не хочу відповідати».",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Будь ласка, виберіть від %(least)s до %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Можна вибрати не більше ніж %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Будь ласка, виберіть щонайменше %(least)s.",
    "Sie können mehrere wählen.": "Можна вибрати кілька відповідей.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Спочатку виберіть те, що для вас найважливіше. Кнопками можна змінити порядок."
    ),
    "Höher": "Вище",
    "Tiefer": "Нижче",
    "Weg": "Прибрати",
    "Tippen oder auswählen": "Введіть або виберіть",
    "Bitte wählen": "Будь ласка, виберіть",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Опишіть місце словами, наприклад «біля старого вокзалу»."
    ),
    "Ein Punkt auf der Karte": "Точка на карті",
    "Frage %(number)s von %(total)s": "Запитання %(number)s з %(total)s",
    "Weiter": "Далі",
    "Zurück": "Назад",
    "Später weitermachen": "Продовжити пізніше",
    "Sprache der Fragen": "Мова запитань",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Це запитання стосується особливо захищених даних, наприклад про здоров’я. Відповідь добровільна. "
        "Натискаючи «Далі», ви погоджуєтеся, що ми опрацюємо вашу відповідь для цього опитування (ст. 9 "
        "GDPR). Якщо вибрати «Не знаю / не хочу відповідати», ви нічого про це не повідомите."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Опитування завершено. Оскільки ви почали раніше, ви ще можете надіслати відповіді до %(time)s."
    ),
    "Stimmt alles?": "Усе правильно?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Тут ви ще раз бачите свої відповіді. Вони збережуться лише тоді, коли ви натиснете «Надіслати відповіді»."),
    "nicht beantwortet": "без відповіді",
    "Ändern": "Змінити",
    "Antworten senden": "Надіслати відповіді",
    "Beginnen": "Почати",
    "Neu beginnen": "Почати знову",
    "Weitermachen": "Продовжити",
    "Sie haben schon angefangen": "Ви вже почали",
    "Lieber auf Papier (PDF)": "Краще на папері (PDF)",
    "Freiwillig": "Добровільно",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Участь не обов’язкова. На кожне запитання можна вибрати «Не знаю / не хочу відповідати»."
    ),
    "Anonym?": "Анонімно?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Так. Ніхто не може пов’язати ваші відповіді з вами, навіть ми."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Ні. Ми зберігаємо ваші відповіді в таємниці.",
    "Gut zu wissen": "Корисно знати",
    "Dauer": "Тривалість",
    "etwa %(n)s Minuten für %(asked)s Fragen": "приблизно %(n)s хв, запитань: %(asked)s",
    "Zeitraum": "Період",
    "%(first)s bis %(last)s": "з %(first)s до %(last)s",
    "Wer sieht die Antworten?": "Хто бачить відповіді?",
    "Wie lange bleiben sie?": "Як довго вони зберігаються?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Окремі відповіді ми видаляємо через %(n)s міс. після завершення опитування."
    ),
    "Was mit Ihren Angaben geschieht": "Що відбувається з вашими даними",
    "Danke fürs Mitmachen!": "Дякуємо за участь!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Ваші відповіді збережено. За цим кодом ви пізніше побачите, що сталося з вашими словами, і "
        "зможете видалити свої відповіді."
    ),
    "Fehler:": "Помилка:",
    "Bitte prüfen Sie Ihre Antwort": "Будь ласка, перевірте свою відповідь",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Будь ласка, дайте відповідь або виберіть «Не знаю / не хочу відповідати»."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Символів у тексті: %(length)s, дозволено: %(most)s. Будь ласка, скоротіть текст; він повністю зберігся нижче."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Такого варіанта тут немає. Будь ласка, виберіть ще раз."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Будь ласка, виберіть лише один варіант.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Будь ласка, виберіть варіанти. Щонайменше: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Будь ласка, виберіть варіанти. Щонайбільше: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Будь ласка, упорядкуйте варіанти. Щонайбільше: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Це не число. Будь ласка, напишіть, наприклад, 12 або 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Найменше можливе значення: %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Найбільше можливе значення: %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Будь ласка, перевірте дату, наприклад 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Цього місця немає в нашому списку. Будь ласка, виберіть ще раз."
    ),
    "Umfrage": "Опитування",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Ваші відповіді збережено. На цьому пристрої ви просто продовжите, на іншому — за допомогою цього коду."),
    "Ihr Code zum Weitermachen": "Ваш код для продовження",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "QR-код: веде на сторінку, де потрібно ввести код",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Як продовжити на іншому пристрої: відкрийте %(address)s і введіть код."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Код можна також продиктувати телефоном.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Будь ласка, завершіть до %(day)s: тоді опитування закінчиться."
    ),
    "Code drucken": "Надрукувати код",
    "Code kopieren": "Скопіювати код",
    "Fragebogen weiter ausfüllen": "Продовжити заповнення анкети",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Введіть код, який ви отримали, коли зробили перерву. Усі попередні відповіді збережено."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 символів у чотирьох групах. Дефіси, великі й малі літери не мають значення."
    ),
    "Diese Umfrage ist beendet": "Це опитування завершено",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "На жаль, надіслати вже нічого не можна. Ваші розпочаті відповіді не збережено."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Є щось важливе, про що нам варто знати? Повідомте про це або зателефонуйте нам."
    ),
    "Anliegen melden": "Повідомити про проблему",
    "Zur Seite der Umfrage": "На сторінку опитування",
    "Andere Umfragen": "Інші опитування",
    "Ihr Rückmelde-Code": "Ваш код для зворотного зв’язку",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "QR-код: веде на сторінку зворотного зв’язку, де код уже введено"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Ваш код ми тут більше не показуємо.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Через пів години код зникає з цієї сторінки. Так його не зможе прочитати той, хто "
        "користуватиметься цим пристроєм після вас. Ваші відповіді надійно збережено."
    ),
    "So geht es weiter": "Що буде далі",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Опитування закінчиться %(day)s. Тоді всі відповіді підрахують."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Те, що ви написали своїми словами, прочитає людина."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "Після цього результат з’явиться на сторінці цього опитування."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Це опитування почнеться %(day)s. Будемо раді бачити вас тоді."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Це опитування щойно завершилося. Хто вже почав, може надсилати відповіді ще дві години. Почати "
        "знову вже не можна."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Це опитування завершено. Щиро дякуємо всім, хто взяв участь."
    ),
    "Ihr persönlicher Code": "Ваш особистий код",
    "Er steht in dem Brief, den Sie bekommen haben.": "Він указаний у листі, який ви отримали.",
    "In der Liste suchen": "Пошук у списку",
    "Gefunden: %(n)s": "Знайдено: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Будь ласка, перевірте введене",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Будь ласка, введіть код, який ви записали.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "Для цього коду немає розпочатої анкети. Можливо, її вже надіслано. Будь ласка, звірте код символ за символом."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Ми не знаємо цього коду. Будь ласка, звірте його з листом символ за символом."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Цей код більше не дійсний. Будь ласка, зателефонуйте нам: ми охоче допоможемо."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): (
        "Цей код уже використано. Якщо ви почали на іншому пристрої, продовжуйте, будь ласка, там або "
        "зателефонуйте нам."
    ),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "За цим кодом уже відповіли. Кожен код діє один раз."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("Цю анкету зараз заповнюють на іншому пристрої. Будь ласка, надішліть її звідти; тут це вже неможливо."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Сторінка була довго відкрита. Введене вами збереглося: будь ласка, надішліть ще раз."
    ),
    "Ihre Antworten": "Ваші відповіді",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Дата відповіді: %(day)s. Цю сторінку бачить лише той, хто має ваш код."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Що сталося з вашими словами: %(question)s",
    "Das haben Sie geantwortet": "Ось що ви відповіли",
    "Antworten löschen": "Видалити відповіді",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Ви можете будь-коли видалити свої відповіді. Це діє одразу, і скасувати це не можна. Уже "
        "опубліковані числа не зміняться."
    ),
    "Alle meine Antworten löschen": "Видалити всі мої відповіді",
    "Alle Ihre Antworten löschen?": "Видалити всі ваші відповіді?",
}
