// The order service's answers, and the three ways in which there is none.

const ANSWER_WITHIN_MS = 20_000;

/** A refusal as the service words it (RFC 9457). `slug` is the last part of its type and is what to branch on. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.title ?? `status ${status}`);
    this.status = status;
    this.slug = String(body.type ?? '').split(/[:/]/).pop();
    this.detail = body.detail ?? '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.retryAfterSeconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
    this.body = body;
  }
}

/** No answer arrived: whether the request did is unknown. */
export class Unreachable extends Error {}

export async function ask(path, { method = 'GET', body, headers = {}, cache = 'default' } = {}) {
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      cache,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    text = await response.text();
  } catch (cause) {
    throw new Unreachable('no answer', { cause });
  }
  const json = parsed(text);
  if (!response.ok) throw new Problem(response.status, json ?? {}, response.headers.get('Retry-After'));
  // A page where JSON was promised comes from something between us and the shop, not from the shop.
  if (json === null) throw new Unreachable('not the shop’s answer');
  return json;
}

function parsed(text) {
  try {
    const json = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}

async function everyProduct(cache) {
  const products = [];
  let cursor = null;
  do {
    const answer = await ask(cursor ? `/api/products?cursor=${encodeURIComponent(cursor)}` : '/api/products', { cache });
    products.push(...(Array.isArray(answer) ? answer : answer.items));
    cursor = answer.nextCursor ?? null;
  } while (cursor);
  return products;
}

/** What the shop says of itself, and how one can pay. */
export const loadSite = ({ fresh = false } = {}) => ask('/api/site', { cache: fresh ? 'reload' : 'default' });

/** @param fresh past every cache, for when an answer showed that what we had was out of date */
export async function loadShop({ fresh = false } = {}) {
  const cache = fresh ? 'reload' : 'default';
  const [site, products] = await Promise.all([loadSite({ fresh }), everyProduct(cache)]);
  return { site, products };
}
