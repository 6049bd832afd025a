// Is a webhook genuine? verify.mjs <webhook-id> <webhook-timestamp> <webhook-signature> <secret>, body on standard input.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

export function verify(id, timestamp, signatures, secret, body, tolerance = 300) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= tolerance)) {
    return false;
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(" ").some((one) => {
    const [version, signature] = one.split(",");
    const given = Buffer.from(signature ?? "", "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const [id, timestamp, signatures, secret] = process.argv.slice(2);
process.exit(verify(id, timestamp, signatures, secret, readFileSync(0)) ? 0 : 1);
