#!/usr/bin/env bash
# What calls and tables cost, for `measure --bindings`; with the Python that LINLI_PYTHON names. 77: the package is not installed there.
set -euo pipefail
cd "$(dirname "$0")"
python=${LINLI_PYTHON:-python3}
"$python" -c 'import linli, pyarrow, pytest' 2>/dev/null || exit 77
exec "$python" benches/measure.py "$@"
