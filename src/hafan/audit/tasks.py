"""Jobs by the clock: the seal of each hour, and each night a look for unusual views."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hafan.audit.sealing import export, seal, second_place
from hafan.audit.unusual import find_unusual


@app.periodic(cron="0 * * * *")
@app.task(name="audit.seal", queue="audit", queueing_lock="audit.seal", pass_context=False)
def seal_each_hour(timestamp: int) -> None:
    """Seal every chain and carry the seal to the second place."""
    export(seal(), second_place())


@app.periodic(cron="30 3 * * *")
@app.task(name="audit.find_unusual", queue="audit", queueing_lock="audit.find_unusual", pass_context=False)
def find_unusual_each_night(timestamp: int) -> None:
    """Look through the last days for views that somebody should look into."""
    find_unusual()
