// The card that says what the map is of, which day or days it shows, and what it leaves out.

import { element } from "./element.js";

const NOTE = 6000; // milliseconds that a passing note stays

export class Title {
  /** `view` is the TheatreMap. */
  constructor(view) {
    this.view = view;
    const card = (this.card = element("div", "marchland-title", view.map.getContainer()));
    this.kicker = element("div", "marchland-kicker", card);
    this.date = element("div", "marchland-date", card, { "aria-live": "off" });
    this.between = element("div", "marchland-between", card);
    this.coverage = element("div", "marchland-coverage", card);
    this.missing = element("div", "marchland-note", card, { role: "status" });
    this.lack = element("span", "", this.missing); // what is not to be seen,
    this.remedy = element("span", "", this.missing); // and what to do about it
    this.note = element("div", "marchland-note", card, { role: "status" });
  }

  /** Call the map by its theatre's name in the language of now. */
  entitle() {
    const { heading, options, map, words } = this.view;
    const title = heading[`name_${words.language}`] || options.title;
    this.kicker.textContent = title;
    map.getContainer().setAttribute("aria-label", words.say("map", { title }));
  }

  /** Write the day or days, and what is not to be seen on them. */
  write() {
    const { swipe, time } = this.view;
    if (swipe) this._writeSides();
    else if (time.since === null) this._writeDay();
    else this._writeRange();
    this._writeCoverage();
    this._writeMissing();
    this._nameTab();
  }

  /** A line of the map's own words, until the next. */
  say(key, values) {
    this.note.textContent = this.view.words.say(key, values);
  }

  /** A line that goes away by itself. */
  sayBriefly(text) {
    this.note.textContent = text;
    setTimeout(() => (this.note.textContent = ""), NOTE);
  }

  _writeDay() {
    const { words, control, time, sentences } = this.view;
    this.date.textContent = words.day(control.dateOf(time.day));
    this.between.textContent = sentences.source(this.view);
  }

  _writeRange() {
    const { words, control, time } = this.view;
    this.date.textContent = [time.since, time.day].map((day) => words.shortDay(control.dateOf(day))).join(" – ");
    this.between.textContent = words.say("changed", { n: this.view.total });
  }

  /** Both sides of the divider. */
  _writeSides() {
    const { words, control, faces, sentences, swipe, time } = this.view;
    const days = faces.map((face) => words.shortDay(control.dateOf(face.day)));
    const sources = faces.map((face) => sentences.source(face));
    this.date.textContent = days[0] === days[1] ? words.day(control.dateOf(time.day)) : days.join(" | ");
    this.between.textContent = sources.some(Boolean) ? sources.join(" | ") : "";
    swipe.label(...days.map((day, i) => [day, sources[i]].filter(Boolean).join(", ")));
  }

  /** On how much the map rests by the day: never few reports without saying so. */
  _writeCoverage() {
    const { areas, control, swipe, time, words } = this.view;
    const { coverage } = areas;
    const articles = coverage && !swipe ? coverage.articles(time.day) : null;
    const line = articles === null ? [] : [
      words.say("coverageArticles", { n: articles }),
      words.say("coveragePlaces", { n: coverage.told }),
      coverage.last === null ? "" : words.say("coverageLast", { day: words.shortDay(control.dateOf(coverage.last)) }),
    ];
    const parts = line.filter(Boolean);
    if (parts.join(" · ") === this.coverage.textContent) return;
    this.coverage.replaceChildren();
    for (const part of parts) {
      const span = element("span", "", this.coverage);
      if (part !== parts[0]) element("i", "", span).textContent = " · "; // css hides it where a line begins
      span.append(part);
    }
  }

  /** A line where the map is empty, or not of everything: never a blank map without a word. */
  _writeMissing() {
    const { areas, filters, land, legend, off, points, sides, time, total, words } = this.view;
    const shown = (land && !areas.hidden) || points.counts.some((n, i) => n && !off[i]);
    const filtered = filters.active ? words.say("filtered", { what: filters.describe(words, sides) }) : "";
    let [line, remedy] = [filtered, ""];
    if (!total && filters.active) [line, remedy] = [`${line}. ${words.say("nothingPasses")}`, words.say("loosen")];
    else if (!total && time.since !== null) [line, remedy] = [words.say("nothingChanged"), words.say("moveApart")];
    else if (!shown && legend.hidden.size) [line, remedy] = [words.say("nothingShown"), words.say("switchOn")];
    if (this.lack.textContent !== line) this.lack.textContent = line;
    if (this.remedy.textContent !== remedy) this.remedy.textContent = remedy;
  }

  /** A map that is a page of its own says in its tab which place and day it shows. */
  _nameTab() {
    if (window !== window.parent) return;
    const { place, face } = this.view.selection;
    const parts = [place >= 0 && face.called ? face.called.places[place] : "", this.date.textContent, this.kicker.textContent];
    const title = parts.filter(Boolean).join(" · ");
    if (document.title !== title) document.title = title;
  }
}
