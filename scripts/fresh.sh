#!/usr/bin/env bash
# Both commands of the README on a fresh machine: a minimal root of this Debian's own release and mirror, the .NET SDK, a clean clone of HEAD, and nothing else.
# Usage: fresh.sh [FOLDER]      for root on Debian or Ubuntu; takes some minutes and 4 GB. Exit 4: it could not be tried, and the last line says why
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cannot() { say "not tried: $*" >&2; exit 4; }

[ "$(id -u)" = 0 ] || cannot "only root can make a root"
have apt-get || cannot "this is no Debian"
have debootstrap || apt_get debootstrap
have debootstrap || cannot "debootstrap is missing and could not be installed"
have git || cannot "git is missing"
unshare --mount --pid --fork --mount-proc true 2>/dev/null || cannot "this machine does not let its root mount a file system"
need_sdk
place=$(mkdir -p "${1:-$(mktemp -d)}" && cd "${1:-$_}" && pwd)
new=$place/root
[ ! -e "$new" ] || cannot "$new exists already"

# The machine's own release, mirror and way to it; no packages of ours but what the SDK itself wants.
codename=$(. /etc/os-release && printf %s "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' | awk -v name="$codename" '$2 == name && $3 == "main" { print $1; exit }')
[ -n "$mirror" ] || cannot "apt knows no mirror of $codename"
icu=$(apt-cache search --names-only '^libicu[0-9]+$' | awk '{ print $1; exit }')
debootstrap --variant=minbase --include="ca-certificates,$icu" "$codename" "$new" "$mirror" >"$place/debootstrap.log" 2>&1 || cannot "debootstrap did not work, see $place/debootstrap.log"
rm -rf "$new"/etc/apt/sources.list "$new"/etc/ssl/certs
cp -a /etc/ssl/certs "$new/etc/ssl/"
for part in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d; do [ ! -e "$part" ] || cp -a "$part" "$new/etc/apt/"; done
grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$new/etc/apt/apt.conf.d"
cp -L /etc/resolv.conf /etc/hosts "$new/etc/"
[ ! -e "$HOME/.nuget/NuGet" ] || { mkdir -p "$new$HOME/.nuget" && cp -a "$HOME/.nuget/NuGet" "$new$HOME/.nuget/"; }
git clone --quiet --no-hardlinks "$root" "$new/srv/pluginsign"
sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
mkdir -p "$new/opt/dotnet" "$new$HOME"

mapfile -t way < <(env | grep -iE '^([a-z_]*proxy|ssl_cert_[a-z]+|nuget_[a-z_]+|dotnet_[a-z_]+)=' | grep -v '^DOTNET_ROOT=')
inside() {
  unshare --mount --pid --fork bash -euc 'mount -t proc proc "$1/proc"; mount --rbind /dev "$1/dev"; mount -o ro,bind "$2" "$1/opt/dotnet"; shift 2; exec chroot "$@"' _ "$new" "$sdk" \
    "$new" env -i "${way[@]}" HOME="$HOME" DOTNET_ROOT=/opt/dotnet PATH=/opt/dotnet:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}
status=0
for command in ./scripts/quickstart.sh ./scripts/test.sh; do
  say "== $command"
  inside bash -c "cd /srv/pluginsign && $command" || { status=1; say "== $command failed on a fresh machine" >&2; }
done
say "the root is $new"
exit "$status"
