#!/usr/bin/env bash
# Signs real plugins with a CA of your own, verifies them, and shows what is refused.
# Usage: quickstart.sh [FOLDER]      default: a temporary folder, which is kept so that you can look around
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_sdk
work=$(mkdir -p "${1:-$(mktemp -d)}" && cd "${1:-$_}" && pwd)
command=$root/artifacts/quickstart/pluginsign.dll

pluginsign() { printf '\n$ pluginsign %s\n' "$*"; dotnet "$command" "$@"; }
refused() { local status=0; pluginsign "$@" || status=$?; [ "$status" = 1 ] || { say "this had to be refused (exit 1), but exited $status"; exit 1; }; }

say "building pluginsign and the plugins in $work"
dotnet publish "$root/src/PluginSign.Cli" -c Release -p:PackAsTool=false -o "$root/artifacts/quickstart" -v quiet -nologo
cp -R "$root"/scripts/quickstart/. "$work/"
cd "$work"
plugins=(dotnet/out/Greeter.dll)
dotnet build dotnet -c Release -o dotnet/out -v quiet -nologo
if have cc; then cc -shared -fPIC -O1 -o greeter-native.so native/greeter.c && plugins+=(greeter-native.so); else say "left out: the native plugin (no C compiler)"; fi
if have go; then (cd go && CGO_ENABLED=1 GOFLAGS=-mod=mod go build -buildmode=plugin -o ../greeter-go.so .) && plugins+=(greeter-go.so); else say "left out: the Go plugin (no go)"; fi

pluginsign ca new --out host-ca --force
pluginsign sign "${plugins[@]}" --key host-ca/signer.key.pem --certificate host-ca/signer.pem --force
pluginsign verify "${plugins[@]}" --ca host-ca/root.pem --allow-development-ca

say; say "One flipped byte:"
cp "${plugins[0]}" flipped.dll && cp "${plugins[0]}.p7s" flipped.dll.p7s
printf '\377' | dd of=flipped.dll bs=1 seek=1000 conv=notrunc status=none
refused verify flipped.dll --ca host-ca/root.pem --allow-development-ca

say; say "A signer of another CA:"
pluginsign ca new --out other-ca --force --quiet
cp "${plugins[0]}" foreign.dll
pluginsign sign foreign.dll --key other-ca/signer.key.pem --certificate other-ca/signer.pem --force
refused verify foreign.dll --ca host-ca/root.pem --allow-development-ca
say; say "Everything is in $work"
