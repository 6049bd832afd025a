"""Is a webhook genuine? verify.py <webhook-id> <webhook-timestamp> <webhook-signature> <secret>, body on standard input."""
import base64
import hashlib
import hmac
import sys
import time


def verify(message_id, timestamp, signatures, secret, body, tolerance=300):
    if abs(time.time() - int(timestamp)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest())
    return any(
        version == "v1" and hmac.compare_digest(expected, signature.encode())
        for version, _, signature in (one.partition(",") for one in signatures.split(" "))
    )


if __name__ == "__main__":
    sys.exit(0 if verify(*sys.argv[1:5], sys.stdin.buffer.read()) else 1)
