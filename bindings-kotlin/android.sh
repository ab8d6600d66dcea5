#!/usr/bin/env bash
# The library for Android, as `jniLibs` of an app or AAR. Needs the NDK (r28 or newer), cargo-ndk and
#
#   rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
#
# ABIs: arm64-v8a (phones of today), armeabi-v7a (old ones), x86_64 (emulators). 32-bit x86 is left out: no phone has it.
#
# Pages of 16 KiB, which Google Play asks of apps for Android 15 and newer: the segments of a 64-bit library have to be aligned
# to 16 KiB. The linker of NDK r28 does that by default; for an older one it is said here, and it is looked at afterwards. A
# 32-bit library needs it not: there are no such devices with pages of 16 KiB. The app's build packs libraries uncompressed and
# aligned by itself (Android Gradle plugin 8.5.1 and newer).
#
# The app takes JNA as `net.java.dev.jna:jna:5.17.0@aar`, minSdk 26 (java.time), and keeps `com.sun.jna` and `linli.ffi`
# from being renamed:
#
#   -keep class com.sun.jna.** { *; }
#   -keep class linli.ffi.** { *; }
#
# `core/ffi/phones.sh` says what the library for phones has and has not. Its relocations are packed, which Android knows since
# version 6: they are an eighth of the library otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source core/ffi/phones.sh

out=${1:-bindings-kotlin/target/jniLibs}
export RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-z,max-page-size=16384 -C link-arg=-Wl,--pack-dyn-relocs=android"
cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 -P 26 -o "$out" \
    build "${phones[@]}"

for abi in arm64-v8a x86_64; do
    library=$out/$abi/liblinli_ffi.so
    if readelf -lW "$library" | grep LOAD | grep -qE ' 0x([0-9a-f]{1,3}|[0-3][0-9a-f]{3})$'; then
        printf '%s is not aligned to pages of 16 KiB\n' "$library" >&2
        exit 1
    fi
    ls -l "$library"
done
