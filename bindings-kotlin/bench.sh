#!/usr/bin/env bash
# What a call costs, in lines of language, what and nanoseconds with tabs between them; through the foreign-function API too
# where its generator and a JVM of 22 or newer are. Ends with 77 where there is no Maven or JDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v mvn >/dev/null || ! command -v javac >/dev/null; then
    exit 77
fi
bash build.sh >&2
mvn -q -B -DskipTests package >&2
mvn -q -B exec:java
java=${LINLI_JAVA_HOME:-${JAVA_HOME:-}}
if command -v uniffi-bindgen-java >/dev/null && [[ -x $java/bin/java ]]; then
    export JAVA_HOME=$java
    mvn -q -B -f ffm/pom.xml -DskipTests package >&2
    mvn -q -B -f ffm/pom.xml exec:exec
fi
