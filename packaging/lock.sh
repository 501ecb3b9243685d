#!/bin/sh
# Make both locks anew. Needs uv, which nothing else here needs. `packaging/lock.sh --upgrade` takes
# the newest versions; without it what is locked stays as far as pyproject.toml allows.
set -eu
cd "$(dirname "$0")/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-options --no-annotate "$@"
}

# What the tests use is what is shipped: the second lock is bound to the first.
compile pyproject.toml --output-file requirements.lock "$@" >/dev/null
compile pyproject.toml --group dev --constraints requirements.lock \
    --output-file requirements-dev.lock "$@" >/dev/null
