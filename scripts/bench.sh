#!/usr/bin/env bash
# Benchmarks: bench.sh in-process [BenchmarkDotNet arguments] | bench.sh processes
# `processes` compares the native command with openssl and minisign on the same files, 1 MiB and 1 GiB, in one run.
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
mkdir -p "$bench"
head -c 1048576 /dev/urandom >"$bench/small.bin"
[ -e "$bench/large.bin" ] || head -c 1073741824 /dev/urandom >"$bench/large.bin"
artifacts/native/pluginsign ca new --out "$bench/ca" --force --quiet
artifacts/native/pluginsign sign "$bench/small.bin" "$bench/large.bin" --key "$bench/ca/signer.key.pem" --certificate "$bench/ca/signer.pem" --force --quiet
minisign -G -f -W -p "$bench/minisign.pub" -s "$bench/minisign.key" >/dev/null
minisign -S -H -s "$bench/minisign.key" -m "$bench/small.bin" "$bench/large.bin" >/dev/null
exec "${run[@]}" processes "$root/artifacts/native/pluginsign" "$bench"
