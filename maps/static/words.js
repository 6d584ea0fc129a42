// The map's own words in the languages it speaks, and how they come to the elements that show them.
(function (marchland) {
  "use strict";

  // {name} stands for a value; a list holds plural forms in the order of PLURALS.
  const TEXTS = {
    en: {
      language: "English",
      map: "Map: {title}", legend: "Legend", showOrHide: "Show or hide", copyLink: "Copy link",
      linkCopied: "Link copied.", savePicture: "Save picture", streetMap: "street map (online)", chooseLanguage: "Language of the map",
      evidence: "Evidence", noEvidence: "No article here makes a claim about this place.",
      heldBy: "Held by {side}", claimedBy: "Claimed by {side} only", contested: "Contested: fighting in it", disputed: "Disputed: reports conflict",
      isHeld: "held by {side}", isClaimed: "claimed by {side}", isContested: "contested: fighting in it", isDisputed: "disputed: reports conflict",
      isUnknown: "not known", noReport: "no report yet", anEstimate: "{what} (an estimate: no report from here)",
      beforeReports: "{what} (before the first report)", since: "{what}, since {day}", notChanged: "{what}: no change between the two days",
      was: "{what}; on {day}: {before}", alike: "{what}: the same on both sides", beside: "{what}; {which}: {before}",
      asKnown: "as known on {day}", asTrue: "by all that is known today", theirs: "as {name} has it", ours: "as Marchland has it",
      gainedBy: "Now held by {side}", nowClaimedBy: "Now claimed by {side} only", unchanged: "Unchanged", others: "Not among what is asked for",
      estimatedArea: "Estimated area", changedArea: "Estimated area that changed", estimate: "estimate",
      areaContested: "Contested", areaDisputed: "Disputed", areaUnknown: "Not known", none: "none",
      approximate: "Approximate: known only to its municipality, about 10 km", approximateWithin: "Approximate: known only to within {n} km",
      marks: "A halo: changed within a week. Paler: no report for four months, a year. Small: as before {start}.",
      marksAreas: "A halo: changed within a week. Paler: no report for four months, a year. Small and faint: no report from there.",
      changed: ["changed between these days: {n} place", "changed between these days: {n} places"],
      nothingShown: "Nothing is shown: switch something on in the legend.",
      nothingPasses: "No place passes the filters on this day. Loosen them, or choose another day.",
      nothingChanged: "Nothing known changed between these two days. Move them apart.",
      filtered: "Filtered: {what}", fSides: "side {list}", fStatuses: "status {list}", fConfidence: "confidence at least {n} %",
      fAge: ["a report in the last {n} day", "a report in the last {n} days"], fClaims: "claims chosen on the page",
      held: "held", claimed: "claimed", contestedShort: "contested", disputedShort: "disputed", unknownShort: "not known",
      dataFailed: "The map's data could not be loaded ({status}). Reload the page.",
      caveat: "Tinted areas are estimates. Does not imply endorsement of any boundary or claim. Not for navigation, evacuation or targeting.",
      sources: "Outlines: Natural Earth. Rivers: schematic.", allSources: "Marchland, from dated claims in articles. Outlines: Natural Earth (public domain). Rivers: schematic. Names: GeoNames (CC BY 4.0).",
      time: "Time", back: "One day back", forth: "One day on", play: "Play", pause: "Pause", day: "Day", since2: "Changes since",
      range: "Changes since another day", rangeShort: "Changes", speed: "Speed: a second plays", aSecondPlays: "a second plays",
      speed1: "1 day", speed7: "1 week", speed30: "1 month", speed91: "3 months",
      places: "Places", placesHelp: "Arrow keys go from place to place, Home to the largest, Enter opens.", noPlace: "No place in this part of the map.",
      divider: "Divider: {left} on its left, {right} on its right",
      zoomIn: "Zoom in", zoomOut: "Zoom out",
    },
    uk: {
      language: "Українська",
      map: "Карта: {title}", legend: "Легенда", showOrHide: "Показати або сховати", copyLink: "Копіювати посилання",
      linkCopied: "Посилання скопійовано.", savePicture: "Зберегти зображення", streetMap: "карта вулиць (онлайн)", chooseLanguage: "Мова карти",
      evidence: "Свідчення", noEvidence: "Жодна стаття тут не говорить про це місце.",
      heldBy: "Утримує {side}", claimedBy: "Заявляє лише {side}", contested: "Тривають бої", disputed: "Повідомлення суперечать",
      isHeld: "утримує {side}", isClaimed: "заявляє {side}", isContested: "тривають бої", isDisputed: "повідомлення суперечать одне одному",
      isUnknown: "невідомо", noReport: "повідомлень ще немає", anEstimate: "{what} (оцінка: повідомлень звідси немає)",
      beforeReports: "{what} (до першого повідомлення)", since: "{what}, з {day}", notChanged: "{what}: між двома днями без змін",
      was: "{what}; {day}: {before}", alike: "{what}: з обох боків однаково", beside: "{what}; {which}: {before}",
      asKnown: "за відомим на {day}", asTrue: "за всім, що відомо сьогодні", theirs: "за картою {name}", ours: "за Marchland",
      gainedBy: "Тепер утримує {side}", nowClaimedBy: "Тепер заявляє лише {side}", unchanged: "Без змін", others: "Поза фільтрами",
      estimatedArea: "Оцінена територія", changedArea: "Оцінена територія, що змінилася", estimate: "оцінка",
      areaContested: "Бої", areaDisputed: "Суперечливо", areaUnknown: "Невідомо", none: "немає",
      approximate: "Приблизно: відома лише громада, близько 10 км", approximateWithin: "Приблизно: з точністю до {n} км",
      marks: "Ореол: зміна за останній тиждень. Блідіше: без повідомлень чотири місяці, рік. Малі: як до {start}.",
      marksAreas: "Ореол: зміна за останній тиждень. Блідіше: без повідомлень чотири місяці, рік. Малі й бліді: звідти немає повідомлень.",
      changed: ["між цими днями змінилося: {n} місце", "між цими днями змінилося: {n} місця", "між цими днями змінилося: {n} місць", "між цими днями змінилося: {n} місця"],
      nothingShown: "Нічого не показано: увімкніть щось у легенді.",
      nothingPasses: "Цього дня жодне місце не проходить фільтрів. Послабте їх або виберіть інший день.",
      nothingChanged: "Між цими двома днями змін не відомо. Розсуньте їх.",
      filtered: "Фільтри: {what}", fSides: "сторона {list}", fStatuses: "стан {list}", fConfidence: "певність щонайменше {n} %",
      fAge: ["повідомлення за останній {n} день", "повідомлення за останні {n} дні", "повідомлення за останні {n} днів", "повідомлення за останні {n} дня"], fClaims: "твердження, вибрані на сторінці",
      held: "утримується", claimed: "заявлено", contestedShort: "бої", disputedShort: "суперечливо", unknownShort: "невідомо",
      dataFailed: "Дані карти не вдалося завантажити ({status}). Оновіть сторінку.",
      caveat: "Тоновані території є оцінкою. Карта не схвалює жодних кордонів чи заяв. Не для навігації, евакуації чи наведення.",
      sources: "Контури: Natural Earth. Річки: схематично.", allSources: "Marchland, за датованими твердженнями статей. Контури: Natural Earth (суспільне надбання). Річки: схематично. Назви: GeoNames (CC BY 4.0).",
      time: "Час", back: "На день назад", forth: "На день вперед", play: "Відтворити", pause: "Пауза", day: "День", since2: "Зміни від",
      range: "Зміни від іншого дня", rangeShort: "Зміни", speed: "Швидкість: за секунду", aSecondPlays: "за секунду",
      speed1: "1 день", speed7: "1 тиждень", speed30: "1 місяць", speed91: "3 місяці",
      places: "Місця", placesHelp: "Стрілки ведуть від місця до місця, Home до найбільшого, Enter відкриває.", noPlace: "У цій частині карти місць немає.",
      divider: "Межа: ліворуч {left}, праворуч {right}",
      zoomIn: "Наблизити", zoomOut: "Віддалити",
    },
    ru: {
      language: "Русский",
      map: "Карта: {title}", legend: "Легенда", showOrHide: "Показать или скрыть", copyLink: "Копировать ссылку",
      linkCopied: "Ссылка скопирована.", savePicture: "Сохранить картинку", streetMap: "карта улиц (онлайн)", chooseLanguage: "Язык карты",
      evidence: "Свидетельства", noEvidence: "Ни одна статья здесь не говорит об этом месте.",
      heldBy: "Удерживает {side}", claimedBy: "Заявляет только {side}", contested: "Идут бои", disputed: "Сообщения противоречивы",
      isHeld: "удерживает {side}", isClaimed: "заявляет {side}", isContested: "идут бои", isDisputed: "сообщения противоречат друг другу",
      isUnknown: "неизвестно", noReport: "сообщений ещё нет", anEstimate: "{what} (оценка: сообщений отсюда нет)",
      beforeReports: "{what} (до первого сообщения)", since: "{what}, с {day}", notChanged: "{what}: между двумя днями без изменений",
      was: "{what}; {day}: {before}", alike: "{what}: по обе стороны одинаково", beside: "{what}; {which}: {before}",
      asKnown: "по известному на {day}", asTrue: "по всему, что известно сегодня", theirs: "по карте {name}", ours: "по Marchland",
      gainedBy: "Теперь удерживает {side}", nowClaimedBy: "Теперь заявляет только {side}", unchanged: "Без изменений", others: "Вне фильтров",
      estimatedArea: "Оценка территории", changedArea: "Оценка изменившейся территории", estimate: "оценка",
      areaContested: "Бои", areaDisputed: "Противоречиво", areaUnknown: "Неизвестно", none: "нет",
      approximate: "Приблизительно: известна лишь громада, около 10 км", approximateWithin: "Приблизительно: с точностью до {n} км",
      marks: "Ореол: изменилось за неделю. Бледнее: нет сообщений четыре месяца, год. Малые: как до {start}.",
      marksAreas: "Ореол: изменилось за неделю. Бледнее: нет сообщений четыре месяца, год. Малые и бледные: сообщений оттуда нет.",
      changed: ["между этими днями изменилось: {n} место", "между этими днями изменилось: {n} места", "между этими днями изменилось: {n} мест", "между этими днями изменилось: {n} места"],
      nothingShown: "Ничего не показано: включите что-нибудь в легенде.",
      nothingPasses: "В этот день ни одно место не проходит фильтры. Ослабьте их или выберите другой день.",
      nothingChanged: "Между этими двумя днями изменений не известно. Раздвиньте их.",
      filtered: "Фильтры: {what}", fSides: "сторона {list}", fStatuses: "состояние {list}", fConfidence: "уверенность не ниже {n} %",
      fAge: ["сообщение за последний {n} день", "сообщение за последние {n} дня", "сообщение за последние {n} дней", "сообщение за последние {n} дня"], fClaims: "утверждения, выбранные на странице",
      held: "удерживается", claimed: "заявлено", contestedShort: "бои", disputedShort: "противоречиво", unknownShort: "неизвестно",
      dataFailed: "Данные карты не удалось загрузить ({status}). Обновите страницу.",
      caveat: "Тонированные территории: оценка. Карта не одобряет никаких границ и заявлений. Не для навигации, эвакуации или наведения.",
      sources: "Контуры: Natural Earth. Реки: схематично.", allSources: "Marchland, по датированным утверждениям статей. Контуры: Natural Earth (общественное достояние). Реки: схематично. Названия: GeoNames (CC BY 4.0).",
      time: "Время", back: "На день назад", forth: "На день вперёд", play: "Воспроизвести", pause: "Пауза", day: "День", since2: "Изменения с",
      range: "Изменения с другого дня", rangeShort: "Изменения", speed: "Скорость: за секунду", aSecondPlays: "за секунду",
      speed1: "1 день", speed7: "1 неделя", speed30: "1 месяц", speed91: "3 месяца",
      places: "Места", placesHelp: "Стрелки ведут от места к месту, Home к крупнейшему, Enter открывает.", noPlace: "В этой части карты мест нет.",
      divider: "Граница: слева {left}, справа {right}",
      zoomIn: "Приблизить", zoomOut: "Отдалить",
    },
  };
  const PLURALS = { en: ["one", "other"], uk: ["one", "few", "many", "other"], ru: ["one", "few", "many", "other"] };
  const LOCALES = { en: "en-GB", uk: "uk", ru: "ru" };

  class Words {
    constructor() {
      this._bound = [];
      this.speak("en");
    }

    /** Speak a language from now on, in all that was put before too. */
    speak(language) {
      this.language = TEXTS[language] ? language : "en";
      const locale = LOCALES[this.language];
      const date = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      this._day = new Intl.DateTimeFormat(locale, date);
      this._short = new Intl.DateTimeFormat(locale, { ...date, month: "short" });
      this._number = new Intl.NumberFormat(this.language === "en" ? "en" : locale);
      this._plural = new Intl.PluralRules(locale);
      this._countries = new Intl.DisplayNames([locale], { type: "region" });
      for (const each of this._bound) this._write(each);
    }

    say(key, values = {}) {
      let text = TEXTS[this.language][key];
      if (Array.isArray(text)) text = text[PLURALS[this.language].indexOf(this._plural.select(values.n))];
      return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? this.number(values.n) : values[name]));
    }

    /** Have an element's text or attributes say what these keys mean, in whatever language is spoken. */
    put(element, keys, values) {
      const bound = { element, keys, values };
      this._bound.push(bound);
      this._write(bound);
      return element;
    }

    _write({ element, keys, values }) {
      for (const [where, key] of Object.entries(keys)) {
        if (where === "text") element.textContent = this.say(key, values);
        else element.setAttribute(where, this.say(key, values));
      }
    }

    /** Forget elements that are no longer in the document. */
    tidy() {
      this._bound = this._bound.filter(({ element }) => element.isConnected);
    }

    day(date) {
      return this._day.format(date);
    }

    shortDay(date) {
      return this._short.format(date);
    }

    number(value) {
      return this._number.format(value);
    }

    /** A side's name: in another language than the theatre's own, its country's. */
    side(side) {
      return this.language === "en" ? side.name : this._countries.of(side.country);
    }
  }

  Object.assign(marchland, { Words, LANGUAGES: Object.keys(TEXTS).map((code) => [code, TEXTS[code].language]) });
})((window.marchland = window.marchland || {}));
