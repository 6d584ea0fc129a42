// The map as a picture: what is on the screen with its title, date, legend and caveat, made in the browser alone.
(function (marchland) {
  "use strict";

  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";
  const CAVEAT = [
    "Marchland, from dated claims in articles. Outlines: Natural Earth (public domain). Names: GeoNames (CC BY 4.0).",
    "Tinted areas are estimates. Does not imply endorsement of any boundary or claim. Not for navigation, evacuation or targeting.",
  ];

  /** A canvas with the picture of `view`, a TheatreMap. Names are drawn as text, whatever they contain. */
  function picture(view) {
    const size = view.map.getSize();
    const ratio = 2;
    const foot = 44;
    const canvas = document.createElement("canvas");
    canvas.width = size.x * ratio;
    canvas.height = (size.y + foot) * ratio;
    const context = canvas.getContext("2d");
    const palette = view.palette;
    context.scale(ratio, ratio);
    context.fillStyle = palette.sea;
    context.fillRect(0, 0, size.x, size.y);
    const frame = view.map.getContainer().getBoundingClientRect();
    for (const name of ["land", "areas", "borders", "places", "names"]) {
      for (const part of view.map.getPane(name).querySelectorAll("canvas")) {
        const box = part.getBoundingClientRect();
        context.drawImage(part, box.left - frame.left, box.top - frame.top, box.width, box.height);
      }
    }
    title(context, view, palette);
    legend(context, view, palette, size);
    context.fillStyle = palette.paper;
    context.fillRect(0, size.y, size.x, foot);
    context.fillStyle = palette.soft;
    context.font = `11.5px ${FONT}`;
    CAVEAT.forEach((line, i) => context.fillText(line, 14, size.y + 18 + 15 * i, size.x - 28));
    return canvas;
  }

  function title(context, view, palette) {
    const date = view.date.textContent;
    context.font = `600 25px ${SERIF}`;
    const wide = Math.max(context.measureText(date).width, 130) + 28;
    card(context, 12, 12, wide, 64, palette);
    context.fillStyle = palette.ink;
    context.fillText(date, 26, 62);
    context.fillStyle = palette.soft;
    context.font = `12px ${FONT}`;
    context.fillText(view.options.title, 26, 34);
  }

  function legend(context, view, palette, size) {
    const rows = view.tallies.filter(([status, holder]) => !view.hidden.has(`${status}/${holder ?? ""}`));
    const areas = view.areas.hidden ? [] : view.extents.filter(([, , , line]) => !line.hidden);
    const high = 24 * (rows.length + areas.length + (areas.length ? 1 : 0));
    const top = size.y - high - 26;
    card(context, 12, top, 250, high + 14, palette);
    rows.forEach(([status, holder, output, text], i) => {
      const y = top + 19 + 24 * i;
      context.save();
      context.translate(30, y);
      marchland.paintMark(context, { status, holder, r: 6, ring: 0, baseline: false, fade: 1 }, view.sides, palette);
      context.restore();
      context.fillStyle = palette.ink;
      context.font = `12.5px ${FONT}`;
      context.textBaseline = "middle";
      context.fillText(text, 46, y);
      context.textAlign = "right";
      context.fillText(output.textContent, 250, y);
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
    });
    if (!areas.length) return;
    context.fillStyle = palette.ink;
    context.textBaseline = "middle";
    context.font = `600 12.5px ${FONT}`;
    context.fillText("Estimated area", 22, top + 19 + 24 * rows.length);
    context.font = `12.5px ${FONT}`;
    areas.forEach(([state, output, text], i) => {
      const y = top + 19 + 24 * (rows.length + 1 + i);
      context.save();
      context.translate(20, y - 7);
      marchland.paintArea(context, state, view.sides, palette, 22, 14);
      context.restore();
      context.fillStyle = palette.ink;
      context.fillText(text, 50, y);
      context.textAlign = "right";
      context.fillText(output.textContent, 250, y);
      context.textAlign = "left";
    });
    context.textBaseline = "alphabetic";
  }

  function card(context, x, y, wide, high, palette) {
    context.fillStyle = palette.paper;
    context.strokeStyle = palette.regionLine;
    context.lineWidth = 1;
    context.fillRect(x, y, wide, high);
    context.strokeRect(x, y, wide, high);
  }

  /** Give the picture to the browser as a download named after the day. */
  function savePicture(view) {
    picture(view).toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `marchland-${view.control.isoOf(view.points.day)}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  }

  Object.assign(marchland, { picture, savePicture });
})((window.marchland = window.marchland || {}));
