// Light and dark: the colours of each, and which of them it is.

const PALETTES = {
  light: {
    sea: "#d5e2e9", land: "#fbf9f4", abroad: "#ebe7de", abroadLine: "#d3ccbe", outline: "#7d7668",
    regionLine: "#d8d1c4",
    river: "#b5cfdd", ink: "#22252a", soft: "#4a4d52", paper: "#ffffff", halo: "rgba(251,249,244,0.9)",
    unknown: "#85817a", untold: "#e9e7e2", seaName: "#5f7f92", abroadName: "#8d8675", regionName: "#8f8878", riverName: "#4f7d96",
    front: "#3a2418", frontHalo: "#fbf9f4b0", fought: "#8a6d3b", ownTint: 0.07, otherTint: 0.27, otherHatch: 0.34,
  },
  dark: {
    sea: "#0f151b", land: "#2a3138", abroad: "#1b2127", abroadLine: "#303840", outline: "#8b939b",
    regionLine: "#414a53",
    river: "#35556a", ink: "#f1eee8", soft: "#c9cbcc", paper: "#1a1f25", halo: "rgba(27,33,39,0.9)",
    unknown: "#9a9a98", untold: "#343a40", seaName: "#6d8798", abroadName: "#7b828a", regionName: "#8b949c", riverName: "#7fa6bd",
    front: "#fbe3cf", frontHalo: "#1b2127b0", fought: "#c9a96a", ownTint: 0.09, otherTint: 0.3, otherHatch: 0.34,
  },
};

/** What it looks like now: {name: "light" or "dark", palette, sides}, the sides by id in colours to be seen on it. */
export function theme(sides) {
  const name = isDark() ? "dark" : "light";
  const colour = (side) => (name === "dark" && side.dark) || side.colour;
  const coloured = sides.map((side) => [side.id, { ...side, colour: colour(side) }]);
  return { name, palette: PALETTES[name], sides: Object.fromEntries(coloured) };
}

/** Streamlit gives a component its theme as CSS variables; alone, the system decides. */
function isDark() {
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(colour);
  if (!hex) return window.matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return 0.3 * (value >> 16) + 0.59 * ((value >> 8) & 255) + 0.11 * (value & 255) < 128;
}

/** Call `act()` whenever light turns to dark or back. */
export function watchTheme(act) {
  let dark = isDark();
  const check = () => {
    if (isDark() !== dark) {
      dark = !dark;
      act();
    }
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", check);
  new MutationObserver(check).observe(document.head, { childList: true, subtree: true, characterData: true });
}
