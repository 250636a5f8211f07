#!/bin/sh
# Tests the core and the law in an environment that has no Django, so that neither can lean on it.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv-core PYTHONPATH="$PWD/src"
.venv/bin/uv sync --locked --quiet --python .venv/bin/python --no-default-groups --only-group core --no-install-project
.venv-core/bin/python - <<'PY'
import importlib.util
import sys

for name in ("django", "psycopg", "jinja2"):
    if importlib.util.find_spec(name):
        sys.exit(f"{name} is installed here: this would prove nothing")
PY
for shelf in tests/practice tests/frameworks; do
    if [ -n "$(find "$shelf" -name 'test_*.py' 2>/dev/null)" ]; then
        echo "$shelf, without Django"
        .venv-core/bin/python -m pytest -q -c scripts/core-pytest.ini --confcutdir="$shelf" "$shelf" "$@"
    fi
done
