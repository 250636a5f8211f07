"""What the server serves, once the house is safe to open."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")
application = get_wsgi_application()

from hafan.config.checks import require_safe_start  # noqa: E402 - needs the applications loaded

require_safe_start()
