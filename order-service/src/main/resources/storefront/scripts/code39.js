// Code 39 (ISO/IEC 16388) as SVG: what stores in Taiwan scan at the counter.

// Bar, space, bar, … of each character, nine in all: w is wide. A narrow space parts the characters.
const PATTERNS = {
  0: 'nnnwwnwnn', 1: 'wnnwnnnnw', 2: 'nnwwnnnnw', 3: 'wnwwnnnnn', 4: 'nnnwwnnnw', 5: 'wnnwwnnnn', 6: 'nnwwwnnnn',
  7: 'nnnwnnwnw', 8: 'wnnwnnwnn', 9: 'nnwwnnwnn', A: 'wnnnnwnnw', B: 'nnwnnwnnw', C: 'wnwnnwnnn', D: 'nnnnwwnnw',
  E: 'wnnnwwnnn', F: 'nnwnwwnnn', G: 'nnnnnwwnw', H: 'wnnnnwwnn', I: 'nnwnnwwnn', J: 'nnnnwwwnn', K: 'wnnnnnnww',
  L: 'nnwnnnnww', M: 'wnwnnnnwn', N: 'nnnnwnnww', O: 'wnnnwnnwn', P: 'nnwnwnnwn', Q: 'nnnnnnwww', R: 'wnnnnnwwn',
  S: 'nnwnnnwwn', T: 'nnnnwnwwn', U: 'wwnnnnnnw', V: 'nwwnnnnnw', W: 'wwwnnnnnn', X: 'nwnnwnnnw', Y: 'wwnnwnnnn',
  Z: 'nwwnwnnnn', '-': 'nwnnnnwnw', '.': 'wwnnnnwnn', ' ': 'nwwnnnwnn', '*': 'nwnnwnwnn',
};
const WIDE = 2.5;
const QUIET = 10;
const HEIGHT = 44;
const SVG = 'http://www.w3.org/2000/svg';

/** The widths of bars and spaces in turn, in units of a narrow one, from the first bar to the last. */
export function widthsOf(text) {
  const widths = [];
  for (const character of `*${text}*`) {
    const pattern = PATTERNS[character];
    if (!pattern) throw new RangeError(`Code 39 has no ${character}`);
    if (widths.length > 0) widths.push(1);
    for (const width of pattern) widths.push(width === 'w' ? WIDE : 1);
  }
  return widths;
}

/** Black on white whatever the page's colours are: a scanner wants contrast. */
export function barcode(text) {
  let x = QUIET;
  let bars = '';
  widthsOf(text).forEach((width, place) => {
    if (place % 2 === 0) bars += `M${x} 0h${width}v${HEIGHT}h${-width}z`;
    x += width;
  });
  const svg = element('svg', { viewBox: `0 0 ${x + QUIET} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', class: 'barcode' });
  svg.setAttribute('aria-label', text);
  svg.append(element('rect', { width: '100%', height: '100%', fill: '#fff' }), element('path', { d: bars, fill: '#000' }));
  return svg;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
