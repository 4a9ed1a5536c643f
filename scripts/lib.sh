# Shared by the scripts: where the project is, and the .NET SDK that it needs. Sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# apt_get PACKAGE...: installs Debian packages when we may; says so and goes on when we may not.
apt_get() {
  if ! have apt-get || [ "$(id -u)" != 0 ]; then
    say "left out: apt-get install $* (needs Debian or Ubuntu, and root)"
    return 0
  fi
  apt-get update -qq >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || say "left out: apt-get install $* did not work"
}

# missing FROM COLUMN: of the rows of tools.tsv that say FROM, a column (1 the command, 2 the package) of those that the machine lacks.
missing() {
  local command package from
  while IFS=$'\t' read -r command package from _; do
    if [ "$from" = "$1" ] && ! have "$command" && [ ! -e "$command" ]; then [ "$2" = 1 ] && say "$command" || say "$package"; fi
  done < <(grep -v '^#' "$root/scripts/tools.tsv") | sort -u
}

# tests ARGUMENTS...: runs tests that are built, and adds the runner's own results to the totals.
passed=0 failed=0 skipped=0 status=0
tests() {
  local log ended=0
  log=$(mktemp)
  dotnet test --no-build "$@" 2>&1 | tee "$log" || ended=$?
  count() { awk -v word="$1:" '$1 == word { n += $2 } END { print n + 0 }' "$log"; }
  [ "$ended" = 0 ] && [ "$(count succeeded)" = 0 ] && ended=1 # no test at all is no success
  passed=$((passed + $(count succeeded))) failed=$((failed + $(count failed))) skipped=$((skipped + $(count skipped)))
  [ "$ended" = 0 ] || status=$ended
  rm -f "$log"
}

# need_sdk: the .NET 10 SDK, the platform's usual way when it is missing.
need_sdk() {
  [ -x "${DOTNET_ROOT:-$HOME/.dotnet}/dotnet" ] && PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
  if have dotnet && dotnet --list-sdks | grep -q '^10\.'; then return 0; fi
  case "$(uname -s)" in
    Linux) apt_get dotnet-sdk-10.0 ;;
    Darwin) if have brew; then brew install --cask dotnet-sdk; fi ;;
  esac
  if have dotnet && dotnet --list-sdks | grep -q '^10\.'; then return 0; fi
  say "the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again" >&2
  exit 1
}

# need_noble: noble-post-quantum, the other ML-DSA of the interop tests; in a copy of the peers' folder, because that one may be read-only.
need_noble() {
  local peers=${PLUGINSIGN_PEERS:-$root/../shared/peers} copy=$root/artifacts/peers
  if [ -e "$peers/node_modules" ] || [ ! -e "$peers/package.json" ]; then return 0; fi
  if have npm && mkdir -p "$copy" && cp "$peers"/package*.json "$copy/" && { [ -e "$copy/node_modules" ] || npm install --prefix "$copy" --ignore-scripts --no-audit --no-fund --silent; }; then
    export PLUGINSIGN_PEERS=$copy
  else
    say "left out: tests that need noble-post-quantum (npm is missing, or npm install did not work)"
  fi
}
