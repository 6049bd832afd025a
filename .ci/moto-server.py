"""moto's server, mended in two places where it differs from AWS."""
import base64
import json
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

moto = DomainDispatcherApplication(create_backend_app)
tables = threading.Lock()


def encoded(_, value):
    """A refused write hands its item back; moto fails on binary in it, AWS spells it as Base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is not JSON")


json.JSONEncoder.default = encoded


def application(environ, start_response):
    """moto checks a condition and writes in two steps, AWS in one; the others poll for long, and hold nobody up."""
    if not environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDB"):
        return moto(environ, start_response)
    with tables:
        return list(moto(environ, start_response))


run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
