// Elements of the document, made in one call.

export const element = (name, className, parent, attributes = {}) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.appendChild(made);
  return made;
};

/**
 * Have an <img> show what `paint` draws on a context, `wide` by `high` CSS pixels. A canvas that stayed in the page
 * would be a layer of its own, which a browser without a graphics card pays for on every frame.
 */
export function sketch(image, wide, high, paint) {
  const ratio = 2;
  const canvas = document.createElement("canvas");
  canvas.width = wide * ratio;
  canvas.height = high * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  paint(context);
  image.src = canvas.toDataURL();
}
