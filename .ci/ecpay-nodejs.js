// Writes sets of parameters with the CheckMacValue that ecpay_aio_nodejs gives them, one JSON object per line.
// Left out is what the package gets wrong: quotes, backslashes, control characters and braces (it edits JSON text by pattern),
// capitals outside ASCII (it lowers before it encodes) and names of more than letters and digits (it sorts by locale).
const fs = require('fs');
const APIHelper = require('ecpay_aio_nodejs/lib/ecpay_payment/helper.js');

const HASH_KEY = 'pwFHCqoQZGmho4w6';
const HASH_IV = 'EkRm7iFT261dpevs';
const helper = new APIHelper({
  OperationMode: 'Test',
  MercProfile: { MerchantID: '3002607', HashKey: HASH_KEY, HashIV: HASH_IV },
});
console.log = () => {};

// mulberry32: the same sets on every run.
let state = 20260101;
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

const NAMES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !'"\\{}'.includes(c));
const OTHERS = [...'茶葉高山烏龍阿里山金萱包裝禮盒，。！？（）、「」～￥초코파이감귤녹차éüßñç€…😀🍵👩‍👩‍👧'];

function text(alphabet, most) {
  return Array.from({ length: random(most + 1) }, () => alphabet[random(alphabet.length)]).join('');
}

const out = fs.createWriteStream(process.argv[2]);
for (let i = 0; i < 10000; i++) {
  const fields = {};
  const folded = new Set();
  for (let n = 1 + random(25); n > 0; n--) {
    // A leading letter, as in every name of ECPay's; integer-like keys of an object would be sorted by JavaScript itself.
    const name = NAMES[random(52)] + text(NAMES, 18);
    if (folded.has(name.toLowerCase())) continue;
    folded.add(name.toLowerCase());
    fields[name] = random(4) === 0 ? text(OTHERS, 40) : text(random(2) ? ASCII : ASCII.concat(OTHERS), 60);
  }
  out.write(JSON.stringify({ fields, mac: helper.gen_chk_mac_value({ ...fields }) }) + '\n');
}
out.end();
