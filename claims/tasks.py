"""What workers do, and how often they try.

python manage.py procrastinate worker      any number of them, on any number of machines
"""

from __future__ import annotations

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from claims import captures
from claims.queueing import FETCH, RECOGNISE

TRIES = 4
_LATER = RetryStrategy(
    max_attempts=TRIES - 1, exponential_wait=6, retry_exceptions=[captures.TryAgain]
)  # seconds: 6, 36, 216


@app.task(name=FETCH, pass_context=True, retry=_LATER)
def fetch(context: JobContext, *, capture_id: int) -> None:
    _run(context, capture_id)


@app.task(name=RECOGNISE, pass_context=True)
def recognise(context: JobContext, *, capture_id: int) -> None:
    _run(context, capture_id)


def _run(context: JobContext, capture_id: int) -> None:
    tried = context.job.attempts
    if tried < TRIES:
        captures.run(capture_id, now=timezone.now, is_last_try=tried == TRIES - 1)
    else:
        captures.give_up(capture_id, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="take over", queueing_lock="take over")
async def take_over(timestamp: int) -> None:
    """Jobs whose worker died are given to another one."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
