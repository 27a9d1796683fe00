#!/usr/bin/env bash
# A command run against Debian's PostgreSQL (apt-get install postgresql) instead of the embedded one:
#
#     tests/debian_postgresql.sh .venv/bin/python -m pytest -n 2 tests/test_roles.py
#
# A cluster of its own, with the roles of deploy/roles.sql and passwords asked for, on a free port of 127.0.0.1; it is gone
# when the command ends. Where no PostgreSQL is installed it says so and runs nothing: exit 0, or 1 with REQUIRE_DEBIAN=1.
# ONE_ROLE=1 leaves DATABASE_OWNER_URL out: one role is owner and application.
set -euo pipefail
cd "$(dirname "$0")/.."

newest() { printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1; }
PROGRAMS="${POSTGRESQL_PROGRAMS:-$(newest)}"
if [ ! -x "$PROGRAMS/initdb" ]; then
    echo "SKIPPED: no PostgreSQL of Debian's under /usr/lib/postgresql (apt-get install postgresql). Nothing was run against it." >&2
    exit "${REQUIRE_DEBIAN:-0}"
fi

# PostgreSQL refuses to run as root: there the package's own user does.
as_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

FOLDER="$(mktemp -d /tmp/debian_postgresql.XXXXXX)"
chmod 755 "$FOLDER"
[ "$(id -u)" != 0 ] || chown postgres "$FOLDER"
PORT="$(free_port)"

finish() {
    (cd / && as_user "$PROGRAMS/pg_ctl" --pgdata "$FOLDER/data" --mode immediate --silent stop) || true
    rm -rf "$FOLDER"
}
trap finish EXIT

(
    cd /
    as_user "$PROGRAMS/initdb" --pgdata "$FOLDER/data" --username postgres --auth-local trust --auth-host scram-sha-256 \
        --encoding UTF8 --locale C.UTF-8 --no-sync >"$FOLDER/initdb.log"
    as_user "$PROGRAMS/pg_ctl" --pgdata "$FOLDER/data" --log "$FOLDER/server.log" --silent --wait start --options \
        "-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$FOLDER -c fsync=off -c max_connections=200"
) </dev/null
export OWNER_PASSWORD='own@r:/ p%' PASSWORD='app?#& l'
superuser() { "$PROGRAMS/psql" --quiet --no-psqlrc --host "$FOLDER" --port "$PORT" --username postgres --set ON_ERROR_STOP=1 "$@"; }
superuser --file deploy/roles.sql postgres
superuser --command 'ALTER ROLE concordance_owner CREATEDB' postgres # for the test databases, nothing else
superuser --tuples-only --command 'SELECT version()' postgres

# Passwords of signs that an address has to encode.
export DATABASE_OWNER_URL="postgres://concordance_owner:own%40r%3A%2F%20p%25@127.0.0.1:$PORT/concordance?sslmode=prefer"
export DATABASE_URL="postgres://concordance:app%3F%23%26%20l@127.0.0.1:$PORT/concordance?sslmode=prefer"
if [ "${ONE_ROLE:-0}" = 1 ]; then
    export DATABASE_URL="$DATABASE_OWNER_URL"
    unset DATABASE_OWNER_URL
fi
unset OWNER_PASSWORD PASSWORD
export SECRET_KEY="of the tests alone"
"$@"
