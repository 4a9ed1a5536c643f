#!/usr/bin/env bash
# Everything that must pass, on a fresh machine: formatting, build without warnings, the native command, all tests.
# Usage: test.sh [arguments for `dotnet test`]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"
need_sdk

# The peers of the interop tests, and what the native compiler links with.
missing=()
have openssl || missing+=(openssl)
have gcc || missing+=(gcc)
have go || missing+=(golang-go)
have softhsm2-util || missing+=(softhsm2)
have pkcs11-tool || missing+=(opensc)
have wat2wasm || missing+=(wabt)
have x86_64-w64-mingw32-gcc || missing+=(gcc-mingw-w64-x86-64)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
[ ${#missing[@]} = 0 ] || [ "$(uname -s)" != Linux ] || apt_get "${missing[@]}"
releases=() # every release of Go that the machine's packages bring
for release in 1.18 1.19 1.20 1.21 1.22 1.23 1.24 1.25; do
  if have apt-cache && [ ! -e "/usr/lib/go-$release" ] && apt-cache policy "golang-$release-go" 2>/dev/null | grep -q 'Candidate: [0-9]'; then releases+=("golang-$release-go"); fi
done
[ ${#releases[@]} = 0 ] || apt_get "${releases[@]}"
for peer in openssl gcc go wat2wasm x86_64-w64-mingw32-gcc softhsm2-util pkcs11-tool; do have "$peer" || say "left out: tests that need $peer"; done
need_noble

dotnet restore -v quiet
dotnet format --verify-no-changes --no-restore
dotnet build --no-restore -v quiet -nologo
if [ "$(uname -s)" = Linux ]; then ./scripts/publish.sh; else say "left out: the native command is tested on Linux"; fi

log=$(mktemp)
status=0
dotnet test --no-build "$@" 2>&1 | tee "$log" || status=$?
count() { awk -v word="$1:" '$1 == word { n += $2 } END { print n + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
rm -f "$log"
[ "$status" = 0 ] && [ "$passed" = 0 ] && status=1 # no test at all is no success
say "$passed passed, $failed failed, $skipped skipped"
exit "$status"
