"""The job that has a file checked, as the person who added it."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hafan.files.antivirus import CheckerAway
from hafan.files.operations import judge, lay_down, settle, take_up
from hafan.files.queries import original
from hafan.foundation.context import acting_as
from hafan.identity.models import Account

#: While the checker of malware is away the file waits, closed, and is tried again.
_AGAIN = RetryStrategy(max_attempts=50, wait=60, retry_exceptions={CheckerAway})


@app.task(name="files.check", queue="files", retry=_AGAIN)
def check_in_background(file_id: str, account_id: int) -> None:
    """Check a file. Doing it twice checks it once; one left half checked by a job that died is found by `stir`."""
    with acting_as(account_id):
        by = Account.objects.get(pk=account_id)
        file = take_up(public_id=file_id, at=timezone.now())
        data = original(file) if file else b""
    if file is None:
        return
    try:
        verdict = judge(data, file.ending)
    except CheckerAway:
        with acting_as(account_id):
            lay_down(file=file, at=timezone.now())
        raise
    with acting_as(account_id):
        settle(file=file, verdict=verdict, by=by, at=timezone.now())
