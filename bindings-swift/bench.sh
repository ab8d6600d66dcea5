#!/usr/bin/env bash
# What calls cost, for `measure --bindings`: lines of language, what and nanoseconds, with tabs between them. Ends with 77 where
# there is no Swift, neither on this machine nor in the Debian that .ci/swift-root makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift=()
if ! command -v swift >/dev/null; then
    [[ -d target/swift-root ]] || exit 77
    swift=(bash .ci/swift-root)
fi
{
    bash bindings-swift/build.sh
    "${swift[@]}" swift build -c release --product bench --package-path bindings-swift
} >&2
"${swift[@]}" bindings-swift/.build/release/bench
