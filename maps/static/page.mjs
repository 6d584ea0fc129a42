// What the pages around the map need of the browser that Streamlit lacks. Loaded once in a tab (web/address.py).

const PHONE = 700; // CSS pixels up to which the card of a place lies below the map
const LAID_OUT = 800; // milliseconds until what was added to a page has been laid out

/** A day that was typed is taken on Enter. Streamlit takes it when its control is left with its calendar closed. */
function takeDay(event) {
  const control = event.key === "Enter" && event.target.closest?.('[data-testid="stDateInputField"]');
  if (!control) return;
  event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
  setTimeout(() => document.activeElement.blur(), 60);
}

let open = ""; // the place whose card is shown

/** On a phone, a place that was tapped on the map brings its card into view. */
function bringCard() {
  const card = document.querySelector("[data-open]");
  const place = card ? card.dataset.open : "";
  if (place === open) return;
  open = place;
  const wasTapped = document.activeElement && document.activeElement.tagName === "IFRAME";
  if (!card || !wasTapped || window.innerWidth > PHONE) return;
  const bring = () => card.scrollIntoView({ block: "start", behavior: "smooth" });
  bring();
  setTimeout(bring, LAID_OUT); // further, once what stands below it is there
}

let isPrinted = false;

/** A page of evidence whose address says print=1 opens the browser's own window for printing, once. */
function print() {
  if (isPrinted || !new URLSearchParams(location.search).get("print") || !document.querySelector(".ml-report")) return;
  isPrinted = true;
  setTimeout(() => window.print(), LAID_OUT);
}

/** The page says which language it is in, and so does its address, without a step of the browser's history. */
function sayLanguage() {
  const mark = document.querySelector("[data-lang]");
  if (!mark) return;
  const { lang } = mark.dataset;
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  const here = new URL(location.href);
  if (lang === "en" || here.searchParams.has("lang")) return;
  here.searchParams.set("lang", lang);
  history.replaceState(history.state, "", here);
}

document.addEventListener("keydown", takeDay, true);
window.addEventListener("popstate", () => setTimeout(sayLanguage));

function look() {
  sayLanguage();
  bringCard();
  print();
}

look(); // the page may be whole before this is loaded, and then nothing in it changes any more
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
