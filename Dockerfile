FROM python:3.13-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home drempel \
    && mkdir /keys /key-copies && chown drempel: /keys /key-copies
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY . .
# As production, for its file names carry a hash; nothing connects to these.
RUN DATABASE_URL=postgres://build SECRET_KEY=build ALLOWED_HOSTS=build python manage.py collectstatic --noinput
USER drempel
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", "--timeout", "60"]
