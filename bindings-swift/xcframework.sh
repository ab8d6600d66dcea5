#!/usr/bin/env bash
# The library for Apple's platforms, as LinliFFI.xcframework beside Package.swift, which then takes it instead of the library
# for this machine. Needs a Mac with Xcode and
#
#   rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin
#
# It was not run where the rest is tested. `core/ffi/phones.sh` says what the library for phones has and has not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source core/ffi/phones.sh

target=${CARGO_TARGET_DIR:-target}
package=bindings-swift
# The generated sources, and the header.
bash "$package/build.sh"

export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0
for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    cargo build "${phones[@]}" --target "$triple"
done

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/headers" "$made/simulator" "$made/mac"
cp "$package/Sources/LinliFFI/LinliFFI.h" "$made/headers/"
printf 'module LinliFFI {\n    header "LinliFFI.h"\n    export *\n}\n' >"$made/headers/module.modulemap"
lipo -create -output "$made/simulator/liblinli_ffi.a" \
    "$target"/{aarch64-apple-ios-sim,x86_64-apple-ios}/dist/liblinli_ffi.a
lipo -create -output "$made/mac/liblinli_ffi.a" \
    "$target"/{aarch64-apple-darwin,x86_64-apple-darwin}/dist/liblinli_ffi.a
rm -rf "$package/LinliFFI.xcframework"
xcodebuild -create-xcframework -output "$package/LinliFFI.xcframework" \
    -library "$target/aarch64-apple-ios/dist/liblinli_ffi.a" -headers "$made/headers" \
    -library "$made/simulator/liblinli_ffi.a" -headers "$made/headers" \
    -library "$made/mac/liblinli_ffi.a" -headers "$made/headers"
