// The sentences behind a place, where no page around the map shows them. They come escaped from maps/evidence.py: all
// at once in a file that stands alone, else with the answer to the choice.

import { element } from "./element.js";

export class Evidence {
  constructor(box, words) {
    Object.assign(this, { box, words });
    this._card = null;
  }

  /** Show the evidence of a place: `html` is escaped, and empty where there is none. */
  show(name, html) {
    this.hide();
    this._card = element("div", "marchland-card", this.box, { tabindex: 0, role: "region" });
    this.words.put(this._card, { "aria-label": "evidence" });
    L.DomEvent.disableClickPropagation(this._card);
    L.DomEvent.disableScrollPropagation(this._card);
    element("h2", "", this._card).textContent = name;
    element("div", "", this._card).innerHTML = html || this.words.say("noEvidence");
  }

  hide() {
    if (this._card) this._card.remove();
    this._card = null;
  }

  /** The place is called otherwise now. */
  rename(name) {
    if (this._card) this._card.querySelector("h2").textContent = name;
  }

  get hasFocus() {
    return Boolean(this._card && this._card.contains(document.activeElement));
  }
}
