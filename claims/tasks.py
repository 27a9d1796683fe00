"""What workers do, and how often they try.

python manage.py procrastinate worker      any number of them, on any number of machines
"""

from __future__ import annotations

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from claims import batches, captures, mailing, preparing
from claims.models import PreparedExport, RequestCount
from claims.models.notification import Mailing
from claims.queueing import COMPARE, DELIVER, EXPORT, FETCH, IMPORT, MAIL, RECOGNISE, queue_mail
from claims.webhooks import sending
from sources.models import Person

TRIES = 4
_LATER = RetryStrategy(
    max_attempts=TRIES - 1, exponential_wait=6, retry_exceptions=[captures.TryAgain]
)  # seconds: 6, 36, 216
_NEXT_TRY = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=6, retry_exceptions=[mailing.NotSent])
_ONCE_MORE = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=6, retry_exceptions=batches.PASSING)


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


@app.task(name=IMPORT, pass_context=True, retry=_ONCE_MORE)
def import_file(context: JobContext, *, file_id: int) -> None:
    tried = context.job.attempts
    if tried < TRIES:
        batches.run(file_id, now=timezone.now, is_last_try=tried == TRIES - 1)
    else:
        batches.give_up(file_id, at=timezone.now())


@app.task(name=COMPARE, pass_context=True, retry=_ONCE_MORE)
def compare(context: JobContext, *, batch_id: int) -> None:
    tried = context.job.attempts
    if tried < TRIES:
        batches.compare(batch_id, now=timezone.now, is_last_try=tried == TRIES - 1)
    else:
        batches.give_up_comparing(batch_id, at=timezone.now())


@app.task(name=EXPORT, pass_context=True, retry=_ONCE_MORE)
def export(context: JobContext, *, export_id: int) -> None:
    tried = context.job.attempts
    if tried < TRIES:
        preparing.write(export_id, now=timezone.now, is_last_try=tried == TRIES - 1)
    else:
        preparing.give_up(export_id, "writing it ended every worker that tried it", at=timezone.now())


@app.task(name=MAIL, retry=_NEXT_TRY)
def mail(*, person_id: int) -> None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person:
        mailing.mail(person, at=timezone.now())


@app.periodic(cron="0 6 * * *")
@app.task(name="digest", queueing_lock="digest")
def digest(timestamp: int) -> None:
    """The daily mails, and once more those that should have gone at once and were not taken."""
    for way in (Mailing.DAILY, Mailing.AT_ONCE):
        for person in mailing.people_awaiting(way, at=timezone.now()):
            queue_mail(person.pk)


@app.task(name=DELIVER)
def deliver(*, delivery_id: int, tries: int) -> None:
    sending.deliver(delivery_id, tries=tries, now=timezone.now)


@app.periodic(cron="17 * * * *")
@app.task(name="forget", queueing_lock="forget")
def forget(timestamp: int) -> None:
    """What was counted of the API's callers, what webhooks were sent long ago, and bytes that nobody asks for."""
    RequestCount.objects.over(timezone.now()).delete()
    sending.forget_deliveries(at=timezone.now())
    batches.forget(at=timezone.now())
    PreparedExport.objects.over(timezone.now()).delete()


@app.periodic(cron="* * * * *")
@app.task(name="take over", queueing_lock="take over")
async def take_over(timestamp: int) -> None:
    """Jobs whose worker died are given to another one."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
