#!/usr/bin/env bash
# Makes what the package needs of Rust: the library for this machine, the native calls that uniffi writes for it, and the
# typed calls and records that `linli-bindgen` writes.
#
#   bash bindings-swift/build.sh && (cd bindings-swift && swift test)
#
# LINLI_PROFILE names another profile of Cargo than `release`; CARGO_TARGET_DIR another folder than `target`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${LINLI_PROFILE:-release}
target=${CARGO_TARGET_DIR:-target}
built=$target/${profile/#dev/debug}
package=bindings-swift

case $(uname -s) in
    Linux) library=liblinli_ffi.so ;;
    Darwin) library=liblinli_ffi.dylib ;;
    *)
        printf 'no library is known for %s\n' "$(uname -s)" >&2
        exit 1
        ;;
esac

cargo build --locked --profile "$profile" -p linli-ffi
# The generators need not be fast.
cargo build --locked -p linli-bindgen -p linli-uniffi-bindgen

# A file that is as it should be is left alone, so that Swift builds nothing again for it.
put() {
    mkdir -p "$2"
    cmp -s "$1" "$2/${1##*/}" || cp "$1" "$2/"
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$target/debug/linli-bindgen" swift "$package/Sources/Linli/Generated"
# From the library with its symbols, which tell what there is; the copy for users goes without.
"$target/debug/uniffi-bindgen-swift" "$built/$library" "$made" --swift-sources --headers
put "$made/LinliNative.swift" "$package/Sources/LinliNative"
put "$made/LinliFFI.h" "$package/Sources/LinliFFI"
cp "$built/$library" "$made/"
strip -x "$made/$library"
put "$made/$library" "$package/native"
ls -l "$package/native/$library"

# The README's program, which a test calls.
{
    printf '@testable import Linli\n'
    awk '/^```swift$/ { inside = 1; next } /^```/ { inside = 0 } inside && !/^@main$/' "$package/README.md"
} >"$made/Readme.swift"
put "$made/Readme.swift" "$package/Tests/LinliTests/Generated"
