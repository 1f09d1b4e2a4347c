"""The WSGI application. In production it does not start when a check for deployment finds an error."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from .starting import refuse_when_unsafe  # noqa: E402

refuse_when_unsafe()
