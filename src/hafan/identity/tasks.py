"""What is done for identity by itself."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from hafan.identity.operations import suspend_dormant


@app.periodic(cron="17 3 * * *")
@app.task(name="identity.suspend_dormant", queue="house")
def suspend_dormant_each_night(timestamp: int) -> None:
    """Suspend accounts nobody has signed in to for 45 days; never the invented people of the demo."""
    if not settings.DEMO:
        suspend_dormant(at=timezone.now())
