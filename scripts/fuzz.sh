#!/usr/bin/env bash
# Changed inputs for every reader of hostile bytes: none may throw, hang or eat memory.
# Usage: fuzz.sh [SECONDS [TARGET...]]      600 seconds a target by default; what was found lies in artifacts/fuzz
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"
need_sdk
seconds=${1:-600}
shift || true

dotnet build tests/PluginSign.Fuzz -c Release -v quiet -nologo
fuzz=(dotnet tests/PluginSign.Fuzz/bin/Release/net10.0/PluginSign.Fuzz.dll)
have go || say "left out: the seeds of target go need go"
found=artifacts/fuzz
mkdir -p "$found"
for input in tests/PluginSign.Fuzz/corpus/*.bin; do cp "$input" "$found/$(basename "${input%%-*}")-corpus-$(basename "$input")"; done
if [ $# -gt 0 ]; then printf '%s\n' "$@"; else "${fuzz[@]}"; fi \
  | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} "${fuzz[@]}" {} "$seconds" "$found" \
  || { say "something was found: see $found" >&2; exit 1; }
say "nothing was found"
