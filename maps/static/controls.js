// What stands around the map to be pressed and chosen, and the line at its foot.

import { element } from "./element.js";
import { LANGUAGES } from "./words.js";

/** Leaflet's buttons for the zoom, in the map's own words. */
export function zoomButtons(map, words) {
  const zoom = L.control.zoom({ position: "topright" }).addTo(map);
  words.put(zoom._zoomInButton, { title: "zoomIn", "aria-label": "zoomIn" });
  words.put(zoom._zoomOutButton, { title: "zoomOut", "aria-label": "zoomOut" });
}

/** A choice of the map's language; calls `choose(code)`. */
export function languageChoice(box, words, choose) {
  const choice = words.put(element("select", "marchland-language", box), { "aria-label": "chooseLanguage" });
  for (const [code, name] of LANGUAGES) element("option", "", choice, { value: code, lang: code }).textContent = name;
  L.DomEvent.disableClickPropagation(choice);
  choice.addEventListener("change", () => choose(choice.value));
  return choice;
}

/** A button that says what `key` means. */
export function button(parent, words, key, act) {
  const made = words.put(element("button", "", parent, { type: "button" }), { text: key });
  made.addEventListener("click", act);
}

/** A box to tick; calls `set(ticked)`. */
export function tick(parent, words, key, set) {
  const label = element("label", "marchland-tiles", parent);
  const box = element("input", "", label, { type: "checkbox" });
  words.put(element("span", "", label), { text: key });
  box.addEventListener("change", () => set(box.checked));
}

/** What the map does not claim and where it is from. Answers the element that credits a street map, still hidden. */
export function caveat(box, words, theatre, { credit, link }) {
  const line = element("div", "marchland-caveat", box);
  words.put(element("span", "", line), { text: "caveat" });
  words.put(element("span", "marchland-sources", line), { text: "sources" }, { get credits() { return words.credits(theatre); } });
  const credits = element("span", "marchland-sources", line);
  credits.hidden = true;
  const name = link ? element("a", "", credits, { href: link, target: "_blank", rel: "noopener" }) : credits;
  name.textContent = credit;
  // on a narrow map the line is two or three, and what stands above it moves up
  new ResizeObserver(() => box.style.setProperty("--foot", `${line.offsetHeight}px`)).observe(line);
  return credits;
}
