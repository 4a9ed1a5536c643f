#!/usr/bin/env bash
# Writes what the library's public API has become into PublicAPI.Unshipped.txt; the diff is what a reviewer reads.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root/src/PluginSign"
need_sdk
baseline=PublicAPI.Unshipped.txt
printf '#nullable enable\n' >"$baseline"
# The build names every symbol that the baseline lacks.
symbols=$(dotnet build --no-incremental -nologo -v quiet 2>&1 | sed -n "s/.*error RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" | LC_ALL=C sort -u) || true
printf '%s\n' "$symbols" >>"$baseline"
say "$(wc -l <"$baseline") lines in $baseline"
