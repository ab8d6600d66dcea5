#!/usr/bin/env bash
# The library for Android, as `jniLibs` of an app or AAR. Needs the NDK (r28 or newer: 16 KiB pages), cargo-ndk and
#
#   rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
#
# The app takes JNA as `net.java.dev.jna:jna:5.17.0@aar`, minSdk 26 (java.time), and keeps `com.sun.jna` and `linli.ffi`
# from being renamed. Phones have no PostgreSQL to talk to, so the library goes without.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 -P 26 -o "${1:-bindings-kotlin/target/jniLibs}" \
    build --locked --profile dist -p linli-ffi --no-default-features
