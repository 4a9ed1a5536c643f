using PluginSign.Binaries;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The protections of a binary; what the format has not is absent.</summary>
internal sealed record HardeningEntry(bool? Nx, string? Relro, bool? BindNow, bool? TextRelocations, bool? WritableExecutableSegment, bool? RandomBase, bool? ControlFlowGuard)
{
    public static HardeningEntry Of(BinaryHardening hardening) => new(
        hardening.Nx,
        hardening.Relro is { } relro ? relro.Name() : null,
        hardening.BindNow,
        hardening.TextRelocations,
        hardening.WritableExecutableSegment,
        hardening.RandomBase,
        hardening.ControlFlowGuard);
}
