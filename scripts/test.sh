#!/usr/bin/env bash
# Everything that must pass, on a fresh machine: formatting, build without warnings, the native command, all tests.
# Usage: test.sh [arguments for `dotnet test`]      PLUGINSIGN_TEST_AGAIN=oldest-go: the tests that need Go run once more, with the oldest Go alone
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"
need_sdk

if [ "$(uname -s)" = Linux ]; then
  packages=$(missing install 2)
  [ -z "$packages" ] || apt_get $packages
  offered=() # what not every release of Debian has
  for package in $(missing offered 2); do
    if have apt-cache && apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [0-9]'; then offered+=("$package"); fi
  done
  [ ${#offered[@]} = 0 ] || apt_get "${offered[@]}"
fi
for command in $(missing install 1); do say "left out: tests that need $command"; done
need_noble

dotnet restore -v quiet
dotnet format --verify-no-changes --no-restore
dotnet build --no-restore -v quiet -nologo
if [ "$(uname -s)" = Linux ]; then ./scripts/publish.sh; else say "left out: the native command is tested on Linux"; fi

tests "$@"
if [ "${PLUGINSIGN_TEST_AGAIN:-}" = oldest-go ]; then
  say "once more, with the oldest Go alone:"
  for project in PluginSign.Interop.Tests PluginSign.Tests; do
    PLUGINSIGN_TEST_GO=oldest tests --project "tests/$project" --filter-trait needs=go
  done
fi
say "$passed passed, $failed failed, $skipped skipped"
exit "$status"
