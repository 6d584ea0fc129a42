// The sentences behind a place, where no page around the map shows them. They come escaped from maps/evidence.py: all
// at once in a file that stands alone, else with the answer to the choice.

import { element } from "./element.js";

const STANDINGS = ["for", "against"];

export class Evidence {
  constructor(box, words) {
    Object.assign(this, { parent: box, words });
    this._card = null;
    this._claims = [];
  }

  /** Show the evidence of a place: `html` is escaped, and empty where there is none. */
  show(name, html) {
    this.hide();
    this._card = element("div", "marchland-card", this.parent, { tabindex: 0, role: "region" });
    this.words.put(this._card, { "aria-label": "evidence" });
    L.DomEvent.disableClickPropagation(this._card);
    L.DomEvent.disableScrollPropagation(this._card);
    element("h2", "", this._card).textContent = name;
    const list = element("div", "", this._card);
    list.innerHTML = html || this.words.say("noEvidence");
    this._claims = [...list.querySelectorAll(".marchland-claim")];
  }

  /** Be at a day: the claims that decide what holds on it come first, those for it before those against it. */
  turn(day) {
    if (!this._card || this._claims.length === 0) return;
    for (const claim of this._claims) {
      const of = STANDINGS.find((each) => isWithin(claim.dataset[each], day)) || "no part";
      if (claim.dataset.standing !== of) claim.dataset.standing = of;
    }
    const rank = ({ dataset }) => (STANDINGS.indexOf(dataset.standing) + 3) % 3; // -1, the rest, comes last
    const sorted = [0, 1, 2].flatMap((place) => this._claims.filter((claim) => rank(claim) === place));
    const list = this._claims[0].parentNode;
    if (sorted.some((claim, i) => claim !== list.children[i])) list.append(...sorted);
  }

  hide() {
    if (this._card) this._card.remove();
    this._card = null;
  }

  /** The place is called otherwise now. */
  rename(name) {
    if (this._card) this._card.querySelector("h2").textContent = name;
  }

  /** The element that covers a part of the map, or null. */
  get box() {
    return this._card;
  }

  get hasFocus() {
    return Boolean(this._card && this._card.contains(document.activeElement));
  }
}

/** Whether a day is in one of the spans "120..180 200..": from a day to before another, open at either end. */
function isWithin(spans, day) {
  return (spans || "").split(" ").filter(Boolean).some((span) => {
    const [begin, end] = span.split("..");
    return (begin === "" || Number(begin) <= day) && (end === "" || day < Number(end));
  });
}
