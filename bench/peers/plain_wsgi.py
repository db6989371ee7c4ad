"""The peer's application, without the sign-in library's middleware.

The library insists on it when Django starts, so it is taken away here, before the first request.
"""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup(set_prefix=False)
settings.MIDDLEWARE.remove("allauth.account.middleware.AccountMiddleware")
application = WSGIHandler()
