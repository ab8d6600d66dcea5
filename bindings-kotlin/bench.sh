#!/usr/bin/env bash
# What calls cost, for `measure --bindings`: lines of language, what and nanoseconds, with tabs between them. Ends with 77 where
# there is no Maven or no JDK. Over the foreign-function API too, where its generator is installed and a Java of 22 or newer is
# found, or named in LINLI_NEWER_JAVA.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! command -v mvn >/dev/null || ! command -v javac >/dev/null; then
    exit 77
fi
export PATH=$PATH:$PWD/target/tools/bin
unset JAVA_HOME

# costs POM GOAL: Maven colours even what it does not print itself.
costs() {
    mvn -q -B -f "$1" test-compile >&2
    mvn -q -B -f "$1" "$2" | sed 's/\x1b\[[0-9;]*m//g' | grep -E '^kotlin-[a-z]+'
}

bash bindings-kotlin/build.sh >&2
costs bindings-kotlin/pom.xml exec:java

command -v uniffi-bindgen-java >/dev/null || exit 0
for java in ${LINLI_NEWER_JAVA:+"$LINLI_NEWER_JAVA"} /usr/lib/jvm/*; do
    [[ -x $java/bin/java ]] || continue
    version=$("$java/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    if ((${version:-0} >= 22)); then
        export JAVA_HOME=$java
        costs bindings-kotlin/ffm/pom.xml exec:exec
        break
    fi
done
