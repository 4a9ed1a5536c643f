#!/usr/bin/env bash
# The native command at artifacts/native/pluginsign, and the packages (library and .NET tool) at artifacts/packages/.
# Usage: publish.sh [RUNTIME-IDENTIFIER]      needs a C linker for the native command (Debian: gcc, zlib1g-dev)
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"
need_sdk

# Which native compiler comes with an SDK is the SDK's choice: these restores have lock files of their own, outside the tree's.
own_lock=(-p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json)
runtime=${1:-$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')}

rm -rf artifacts/native artifacts/packages
dotnet publish src/PluginSign.Cli -c Release -r "$runtime" -p:PublishAot=true -p:PackAsTool=false "${own_lock[@]}" -p:ArtifactsPath="$root/artifacts/build" -o artifacts/native -v quiet -nologo
rm -f artifacts/native/*.dbg artifacts/native/*.xml artifacts/native/PluginSign.Cli
for project in PluginSign PluginSign.Pkcs11 PluginSign.Cli; do
  dotnet pack "src/$project" -c Release "${own_lock[@]}" -p:ArtifactsPath="$root/artifacts/build" -o artifacts/packages -v quiet -nologo
done
ls artifacts/native artifacts/packages
