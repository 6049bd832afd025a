// Small ways to build and find elements. Text is always set as text: nothing that came from outside becomes markup.

/** `on…` properties are listeners, `text` is the content, `true` an empty attribute; null, undefined and false are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'text') element.textContent = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Leaves alone what says it already. */
export function setText(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

/** Says it to screen readers without moving anything on the screen. */
export function announce(text) {
  const region = byId('announcer');
  if (region) region.textContent = text;
}
