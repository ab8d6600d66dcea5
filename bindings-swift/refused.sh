#!/usr/bin/env bash
# What must not compile does not: money of floating-point numbers, and one kind of id for another. After `swift build`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

program=$(mktemp -d)
trap 'rm -rf "$program"' EXIT

compiles() {
    printf 'import Foundation\nimport Linli\nfunc try_it(engine: Engine, who: Actor, order: OrderId, price: Double) throws {\n    _ = try %s\n}\n' \
        "$1" >"$program/main.swift"
    swiftc -typecheck -swift-version 6 -I .build/debug/Modules -I Sources/LinliFFI "$program/main.swift" >"$program/said" 2>&1
}

for right in 'Money("19.90")' 'Money(Decimal(20))' 'Money(units: 1990)' 'Rate("0.05")' 'engine.order(order, as: who)'; do
    if ! compiles "$right"; then
        cat "$program/said"
        printf '%s does not compile\n' "$right"
        exit 1
    fi
done
for wrong in 'Money(19.9)' 'Money(price)' 'Money(20)' 'Money(units: 19.9)' 'Money("19.90") * 1.5' 'Rate(0.05)' 'Rate(price)' \
    'engine.trade(order, as: who)' 'engine.order(order.text, as: who)'; do
    if compiles "$wrong"; then
        printf '%s compiles\n' "$wrong"
        exit 1
    fi
    printf '%s: %s\n' "$wrong" "$(sed -n 's/.*error: //p' "$program/said" | head -1)"
done
