#!/usr/bin/env bash
# What a call costs, in lines of language, what and nanoseconds with tabs between them. Ends with 77 where there is no Swift.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v swift >/dev/null || exit 77
bash build.sh >&2
swift run -c release bench
