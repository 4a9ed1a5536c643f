using PluginSign.Binaries;
using PluginSign.Certificates;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Tests.Examples;

/// <summary>The sample of requirements on a binary.</summary>
internal static class WhatThePluginMustBe
{
    // sample: requirements
    public static PluginVerifier For(CertificateBundle hostCa) => new(hostCa.Certificates, intermediates: [], new TrustPolicy
    {
        Binary = BinaryProfiles.NativeStrict with
        {
            OperatingSystems = ["linux"],
            Architectures = ["x86-64", "arm64"],
            RequiredSymbols = [new SymbolRequirement("plugin_init", ExportKind.Function), "plugin_abi_version"],
            AllowedLibraries = ["libc.so.6"],
            ForbiddenImports = ["system", "exec*", "dlopen"],
        },
    });

    // sample: end
}
