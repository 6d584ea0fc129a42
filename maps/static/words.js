// The map's own words in the languages it speaks, and how they come to the elements that show them.

import { TEXTS } from "./texts.js"; // made by maps/map_words.py

export class Words {
  constructor() {
    this._bound = [];
    this.speak("en");
  }

  /** Speak a language from now on, in all that was put before too. */
  speak(language) {
    this.language = TEXTS[language] ? language : "en";
    const { locale, texts } = TEXTS[this.language];
    this._texts = texts;
    const date = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    this._day = new Intl.DateTimeFormat(locale, date);
    this._short = new Intl.DateTimeFormat(locale, { ...date, month: "short" });
    this._number = new Intl.NumberFormat(this.language === "en" ? "en" : locale);
    this._plural = new Intl.PluralRules(locale);
    this._countries = new Intl.DisplayNames([locale], { type: "region" });
    for (const each of this._bound) this._write(each);
  }

  say(key, values = {}) {
    let text = this._texts[key];
    if (typeof text === "object") text = text[this._plural.select(values.n)] ?? text.other;
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
    return bare(this._day, date);
  }

  shortDay(date) {
    return bare(this._short, date);
  }

  number(value) {
    return this._number.format(value);
  }

  /** A side's name: in another language than the theatre's own as the theatre says, else its country's. */
  side(side) {
    if (this.language === "en") return side.name;
    return (side.names || {})[this.language] || (side.country ? this._countries.of(side.country) : side.name);
  }

  /** What the outlines and rivers are drawn from, as the theatre says. */
  credits(theatre) {
    return theatre[this.language] || theatre.en || "";
  }
}

/** A date as a language writes it within a sentence: without the "of the year" that some end with. */
function bare(format, date) {
  const parts = format.formatToParts(date);
  while (parts.length && parts[parts.length - 1].type === "literal") parts.pop();
  return parts.map(({ value }) => value).join("");
}

/** The languages the map speaks: [code, its own name]. */
export const LANGUAGES = Object.entries(TEXTS).map(([code, { name }]) => [code, name]);
