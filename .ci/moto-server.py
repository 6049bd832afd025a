"""moto's server, but one request at a time for DynamoDB: moto checks a condition and writes in two steps, AWS in one."""
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

moto = DomainDispatcherApplication(create_backend_app)
tables = threading.Lock()


def application(environ, start_response):
    # The others poll for long, and hold nobody up.
    if not environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDB"):
        return moto(environ, start_response)
    with tables:
        return list(moto(environ, start_response))


run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
