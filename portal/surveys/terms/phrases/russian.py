"""The fixed words of a questionnaire in Russian."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Да",
    "Nein": "Нет",
    "sehr gut": "очень хорошо",
    "gut": "хорошо",
    "mittel": "средне",
    "schlecht": "плохо",
    "sehr schlecht": "очень плохо",
    "unter 18 Jahre": "до 18 лет",
    "18 bis 29 Jahre": "18–29 лет",
    "30 bis 44 Jahre": "30–44 года",
    "45 bis 59 Jahre": "45–59 лет",
    "60 bis 69 Jahre": "60–69 лет",
    "70 bis 79 Jahre": "70–79 лет",
    "80 Jahre und älter": "80 лет и старше",
    "weiblich": "женский",
    "männlich": "мужской",
    "divers": "другой",
    "Sonstiges": "Другое",
    "Weiß nicht / keine Angabe": "Не знаю / не хочу отвечать",
    "Wenn Sonstiges: was meinen Sie?": "Если другое: что именно?",
    "Warum? (freiwillig)": "Почему? (по желанию)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Вы выбрали «Не знаю / не хочу отвечать».",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Пожалуйста, выберите от %(least)s до %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Можно выбрать не более %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Пожалуйста, выберите не менее %(least)s.",
    "Sie können mehrere wählen.": "Можно выбрать несколько ответов.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Сначала выберите то, что для вас важнее всего. Кнопками можно изменить порядок."
    ),
    "Höher": "Выше",
    "Tiefer": "Ниже",
    "Weg": "Убрать",
    "Tippen oder auswählen": "Введите или выберите",
    "Bitte wählen": "Пожалуйста, выберите",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Опишите место словами, например «у старого вокзала»."
    ),
    "Ein Punkt auf der Karte": "Точка на карте",
    "Frage %(number)s von %(total)s": "Вопрос %(number)s из %(total)s",
    "Weiter": "Далее",
    "Zurück": "Назад",
    "Später weitermachen": "Продолжить позже",
    "Sprache der Fragen": "Язык вопросов",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Этот вопрос касается особо защищённых данных, например о здоровье. Ответ добровольный. Нажимая "
        "«Далее», вы соглашаетесь, что мы обработаем ваш ответ для этого опроса (ст. 9 GDPR). Если выбрать "
        "«Не знаю / не хочу отвечать», вы ничего об этом не сообщите."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Опрос завершён. Поскольку вы начали раньше, вы ещё можете отправить ответы до %(time)s."
    ),
    "Stimmt alles?": "Всё верно?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Здесь вы ещё раз видите свои ответы. Они сохранятся, только когда вы нажмёте «Отправить ответы»."),
    "nicht beantwortet": "без ответа",
    "Ändern": "Изменить",
    "Antworten senden": "Отправить ответы",
    "Beginnen": "Начать",
    "Neu beginnen": "Начать заново",
    "Weitermachen": "Продолжить",
    "Sie haben schon angefangen": "Вы уже начали",
    "Lieber auf Papier (PDF)": "Лучше на бумаге (PDF)",
    "Freiwillig": "Добровольно",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Участвовать не обязательно. На каждый вопрос можно выбрать «Не знаю / не хочу отвечать»."
    ),
    "Anonym?": "Анонимно?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Да. Никто не может связать ваши ответы с вами, даже мы."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Нет. Мы сохраняем ваши ответы в тайне.",
    "Gut zu wissen": "Полезно знать",
    "Dauer": "Продолжительность",
    "etwa %(n)s Minuten für %(asked)s Fragen": "примерно %(n)s мин, вопросов: %(asked)s",
    "Zeitraum": "Период",
    "%(first)s bis %(last)s": "с %(first)s по %(last)s",
    "Wer sieht die Antworten?": "Кто видит ответы?",
    "Wie lange bleiben sie?": "Как долго они хранятся?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Отдельные ответы мы удаляем через %(n)s мес. после окончания опроса."
    ),
    "Was mit Ihren Angaben geschieht": "Что происходит с вашими данными",
    "Danke fürs Mitmachen!": "Спасибо за участие!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Ваши ответы сохранены. С этим кодом вы позже увидите, что стало с вашими словами, и сможете "
        "удалить свои ответы."
    ),
    "Fehler:": "Ошибка:",
    "Bitte prüfen Sie Ihre Antwort": "Пожалуйста, проверьте свой ответ",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Пожалуйста, ответьте или выберите «Не знаю / не хочу отвечать»."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Символов в тексте: %(length)s, допустимо: %(most)s. Пожалуйста, сократите текст; он полностью сохранился ниже."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Такого варианта здесь нет. Пожалуйста, выберите ещё раз."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Пожалуйста, выберите только один вариант.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Пожалуйста, выберите варианты. Не менее: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Пожалуйста, выберите варианты. Не более: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Пожалуйста, упорядочьте варианты. Не более: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Это не число. Пожалуйста, напишите, например, 12 или 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Наименьшее возможное значение: %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Наибольшее возможное значение: %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Пожалуйста, проверьте дату, например 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Этого места нет в нашем списке. Пожалуйста, выберите ещё раз."
    ),
    "Umfrage": "Опрос",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Ваши ответы сохранены. На этом устройстве вы просто продолжите, на другом — с помощью этого кода."),
    "Ihr Code zum Weitermachen": "Ваш код для продолжения",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "QR-код: ведёт на страницу, где нужно ввести код",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Как продолжить на другом устройстве: откройте %(address)s и введите код."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Код можно также продиктовать по телефону.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Пожалуйста, закончите до %(day)s: тогда опрос завершится."
    ),
    "Code drucken": "Распечатать код",
    "Code kopieren": "Скопировать код",
    "Fragebogen weiter ausfüllen": "Продолжить заполнение анкеты",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Введите код, который вы получили, когда сделали перерыв. Все прежние ответы сохранены."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 символов в четырёх группах. Дефисы, большие и маленькие буквы не имеют значения."
    ),
    "Diese Umfrage ist beendet": "Этот опрос завершён",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "К сожалению, отправить уже ничего нельзя. Ваши начатые ответы не сохранены."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Есть что-то важное, о чём нам следует знать? Сообщите об этом или позвоните нам."
    ),
    "Anliegen melden": "Сообщить о проблеме",
    "Zur Seite der Umfrage": "На страницу опроса",
    "Andere Umfragen": "Другие опросы",
    "Ihr Rückmelde-Code": "Ваш код для обратной связи",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "QR-код: ведёт на страницу обратной связи, код там уже введён"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Ваш код мы здесь больше не показываем.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Через полчаса код исчезает с этой страницы. Так его не сможет прочитать тот, кто будет "
        "пользоваться этим устройством после вас. Ваши ответы надёжно сохранены."
    ),
    "So geht es weiter": "Что будет дальше",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Опрос закончится %(day)s. Тогда все ответы подсчитают."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "То, что вы написали своими словами, прочитает человек."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "После этого результат появится на странице этого опроса."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Этот опрос начнётся %(day)s. Будем рады видеть вас тогда."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Этот опрос только что завершился. Кто уже начал, может отправлять ответы ещё два часа. Начать "
        "заново уже нельзя."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Этот опрос завершён. Большое спасибо всем, кто принял участие."
    ),
    "Ihr persönlicher Code": "Ваш личный код",
    "Er steht in dem Brief, den Sie bekommen haben.": "Он указан в письме, которое вы получили.",
    "In der Liste suchen": "Поиск в списке",
    "Gefunden: %(n)s": "Найдено: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Пожалуйста, проверьте введённое",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Пожалуйста, введите код, который вы записали.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): ("Для этого кода нет начатой анкеты. Возможно, она уже отправлена. Пожалуйста, сверьте код символ за символом."),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Мы не знаем этого кода. Пожалуйста, сверьте его с письмом символ за символом."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Этот код больше не действует. Пожалуйста, позвоните нам: мы с радостью поможем."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): (
        "Этот код уже использован. Если вы начали на другом устройстве, продолжите, пожалуйста, там или позвоните нам."
    ),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "С этим кодом уже ответили. Каждый код действует один раз."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("Эту анкету сейчас заполняют на другом устройстве. Пожалуйста, отправьте её оттуда; здесь это уже невозможно."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Страница была долго открыта. Введённое вами сохранилось: пожалуйста, отправьте ещё раз."
    ),
    "Ihre Antworten": "Ваши ответы",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Дата ответа: %(day)s. Эту страницу видит только тот, у кого есть ваш код."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Что стало с вашими словами: %(question)s",
    "Das haben Sie geantwortet": "Вот что вы ответили",
    "Antworten löschen": "Удалить ответы",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Вы можете удалить свои ответы в любое время. Это действует сразу, и отменить это нельзя. Уже "
        "опубликованные числа не изменятся."
    ),
    "Alle meine Antworten löschen": "Удалить все мои ответы",
    "Alle Ihre Antworten löschen?": "Удалить все ваши ответы?",
}
