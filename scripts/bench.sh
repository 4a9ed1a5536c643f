#!/usr/bin/env bash
# Benchmarks: bench.sh in-process [BenchmarkDotNet arguments] | bench.sh processes | bench.sh many [ANOTHER-PLUGINSIGN]
# `processes` compares the native command with openssl and minisign on the same files, 1 MiB and 1 GiB, in one run; 1 MiB also with a chain of P-256 alone:
# that of `ca new` has two P-384 signatures, of which openssl's own time is half. `many` verifies 2,000 signed files of 64 KiB at once, in turn with another build of the command when one is named.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"
need_sdk
kind=${1:-processes}
[ $# = 0 ] || shift
bench=artifacts/bench
dotnet build tests/PluginSign.Benchmarks -c Release -v quiet -nologo
run=(dotnet tests/PluginSign.Benchmarks/bin/Release/net10.0/PluginSign.Benchmarks.dll)

if [ "$kind" = in-process ]; then
  exec "${run[@]}" --filter '*' --artifacts "$bench/results" "$@"
fi

packages=$(missing bench 2)
[ -z "$packages" ] || apt_get $packages
[ -x artifacts/native/pluginsign ] || ./scripts/publish.sh
[ "$kind" != many ] || exec "${run[@]}" many "$root/artifacts/native/pluginsign" "$@"
mkdir -p "$bench/p256"
head -c 1048576 /dev/urandom >"$bench/small.bin"
[ -e "$bench/large.bin" ] || head -c 1073741824 /dev/urandom >"$bench/large.bin"
artifacts/native/pluginsign ca new --out "$bench/ca" --force --quiet
artifacts/native/pluginsign sign "$bench/small.bin" "$bench/large.bin" --key "$bench/ca/signer.key.pem" --certificate "$bench/ca/signer.pem" --force --quiet
cp "$bench/small.bin" "$bench/p256/small.bin"
p256() { # NAME USAGE OPTIONS...
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=bench $1" -keyout "$bench/p256/$1.key.pem" -out "$bench/p256/$1.pem" \
    -config <(printf '[req]\ndistinguished_name=dn\n[dn]\n') -addext "keyUsage=critical,$2" -addext subjectKeyIdentifier=hash "${@:3}" 2>/dev/null
}
p256 root keyCertSign,cRLSign -addext basicConstraints=critical,CA:true
p256 intermediate keyCertSign,cRLSign -addext basicConstraints=critical,CA:true,pathlen:0 -CA "$bench/p256/root.pem" -CAkey "$bench/p256/root.key.pem"
p256 signer digitalSignature -addext extendedKeyUsage=codeSigning -CA "$bench/p256/intermediate.pem" -CAkey "$bench/p256/intermediate.key.pem"
artifacts/native/pluginsign sign "$bench/p256/small.bin" --key "$bench/p256/signer.key.pem" --certificate "$bench/p256/signer.pem" --chain "$bench/p256/intermediate.pem" --force --quiet
minisign -G -f -W -p "$bench/minisign.pub" -s "$bench/minisign.key" >/dev/null
minisign -S -H -s "$bench/minisign.key" -m "$bench/small.bin" "$bench/large.bin" >/dev/null
exec "${run[@]}" processes "$root/artifacts/native/pluginsign" "$bench"
