#!/usr/bin/env bash
# Makes what the Maven build needs of Rust: the library, the native calls that uniffi writes for it, and the typed calls and
# records that `linli-bindgen` writes.
#
#   bash bindings-kotlin/build.sh && (cd bindings-kotlin && mvn verify)
#
# LINLI_PROFILE names another profile of Cargo than `release`; TARGET another folder than `target` for what Cargo makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${LINLI_PROFILE:-release}
target=${CARGO_TARGET_DIR:-target}
built=$target/${profile/#dev/debug}
out=bindings-kotlin/target

case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux-x86-64 library=liblinli_ffi.so ;;
    Linux-aarch64) platform=linux-aarch64 library=liblinli_ffi.so ;;
    Darwin-arm64) platform=darwin-aarch64 library=liblinli_ffi.dylib ;;
    Darwin-x86_64) platform=darwin-x86-64 library=liblinli_ffi.dylib ;;
    *)
        printf 'no library is known for %s\n' "$(uname -sm)" >&2
        exit 1
        ;;
esac

cargo build --locked --profile "$profile" -p linli-ffi
# The generators need not be fast.
cargo build --locked -p linli-bindgen -p linli-uniffi-bindgen
"$target/debug/linli-bindgen" kotlin "$out/generated/linli"
mkdir -p "$out/native/$platform" "$out/generated/uniffi"
# From the library with its symbols, which tell what there is; the copy for users goes without.
"$target/debug/uniffi-bindgen" generate -l kotlin -o "$out/generated/uniffi" --no-format "$built/$library"
# For the artefact on the foreign-function API, where its generator is: cargo install uniffi-bindgen-java@0.5.2
if command -v uniffi-bindgen-java >/dev/null; then
    rm -rf "$out/generated/ffm"
    mkdir -p "$out/generated/ffm"
    uniffi-bindgen-java generate --out-dir "$out/generated/ffm" --no-format "$built/$library"
fi
cp "$built/$library" "$out/native/$platform/"
strip -x "$out/native/$platform/$library"
ls -l "$out/native/$platform/$library"

# The README's program, as a test.
mkdir -p "$out/readme"
{
    printf 'package readme\n\n'
    awk '/^```kotlin$/ { inside = 1; next } /^```/ { inside = 0 } inside' bindings-kotlin/README.md
} >"$out/readme/Readme.kt"
