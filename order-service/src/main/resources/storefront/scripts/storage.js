// Browser storage that survives being forbidden (private windows, strict settings): then it lasts as long as the page.

function guarded(name) {
  const spare = new Map();
  let refused = false;
  const area = () => window[name];
  return {
    read(key) {
      try {
        const text = area().getItem(key);
        return text === null ? (spare.get(key) ?? null) : JSON.parse(text);
      } catch {
        return spare.get(key) ?? null;
      }
    },
    write(key, value) {
      spare.set(key, value);
      try {
        area().setItem(key, JSON.stringify(value));
        refused = false;
      } catch {
        // Kept in `spare`.
        refused = true;
      }
    },
    /** What was written last is gone with this page. */
    isRefused: () => refused,
    remove(key) {
      spare.delete(key);
      try {
        area().removeItem(key);
      } catch {
        // Nothing was stored there.
      }
    },
    keys() {
      try {
        return Object.keys(area());
      } catch {
        return [...spare.keys()];
      }
    },
  };
}

export const lasting = guarded('localStorage');
export const thisTab = guarded('sessionStorage');
