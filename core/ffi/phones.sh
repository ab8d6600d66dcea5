#!/usr/bin/env bash
# How the library for phones is built: `android.sh` and `xcframework.sh` source this. Run by itself it builds the library in that
# way for this machine, where nobody needs it, to say how large it is and fail beyond 8 MiB:
#
#   bash core/ffi/phones.sh
#
# Phones have no PostgreSQL to talk to and no store to prove, so the library goes without. Of SQLite it leaves out what the
# engine never asks of it: full-text search, R-trees and page statistics.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

phones=(--locked --profile dist -p linli-ffi --no-default-features)
export LIBSQLITE3_FLAGS="-USQLITE_ENABLE_FTS3 -USQLITE_ENABLE_FTS3_PARENTHESIS -USQLITE_ENABLE_FTS5 -USQLITE_ENABLE_RTREE -USQLITE_ENABLE_DBSTAT_VTAB"

if [[ ${BASH_SOURCE[0]} != "$0" ]]; then
    return
fi
case $(uname -s) in
    # As the libraries for Android, whose loader knows packed relocations.
    Linux) library=liblinli_ffi.so linked=(-C "link-arg=-Wl,-z,pack-relative-relocs") ;;
    *) library=liblinli_ffi.dylib linked=() ;;
esac
cargo rustc "${phones[@]}" --crate-type cdylib -- ${linked[@]+"${linked[@]}"}
built=${CARGO_TARGET_DIR:-target}/dist/$library
bytes=$(wc -c <"$built")
printf '%s: %d bytes, %d compressed\n' "$library" "$bytes" "$(gzip -9 <"$built" | wc -c)"
if ((bytes > 8 * 1024 * 1024)); then
    printf 'the library for phones is larger than 8 MiB\n' >&2
    exit 1
fi
