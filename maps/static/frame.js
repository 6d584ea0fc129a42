// The frame that the map lies in: as high as the window allows, to be zoomed, with one view in all frames of a page.

/** As high as the window allows: Python can't know the window, so the height it asks for is only where we start. */
export function fitWindow(map, still) {
  const streamlit = window.Streamlit;
  const frame = window.frameElement;
  if (!streamlit || !frame) return;
  const setFrameHeight = streamlit.setFrameHeight;
  const fitted = () => {
    const view = window.parent.innerHeight;
    const narrow = window.parent.innerWidth < 700;
    if (new URLSearchParams(window.parent.location.search).has("embed")) return view; // the map alone is all there is
    if (still) return Math.round(Math.max(320, Math.min(view * 0.58, 700)));
    return Math.round(Math.max(440, Math.min(narrow ? view * 0.76 : view - 96, 1100)));
  };
  let high = 0;
  const fit = () => {
    if (high === fitted()) return;
    high = fitted();
    map.getContainer().style.height = `${high}px`;
    map.invalidateSize();
    setFrameHeight(high);
  };
  streamlit.setFrameHeight = fit;
  window.parent.addEventListener("resize", fit);
  fit();
}

/** Folium forbids to zoom the page, which people with weak sight need. */
export function allowZoom() {
  for (const viewport of document.querySelectorAll("meta[name=viewport]")) {
    viewport.content = "width=device-width, initial-scale=1";
  }
}

/** Maps of the channel `name`, in other frames of the page, keep one view. */
export function linkViews(map, name) {
  const channel = new BroadcastChannel(name);
  let following = false;
  map.on("move", () => {
    const { lat, lng } = map.getCenter();
    if (!following) channel.postMessage([lat, lng, map.getZoom()]);
  });
  channel.addEventListener("message", ({ data: [lat, lng, zoom] }) => {
    following = true;
    map.setView([lat, lng], zoom, { animate: false });
    following = false;
  });
}
