using System.Collections.Immutable;

namespace PluginSign.Policies;

/// <summary>How a Go binary must have been built. The default asks for nothing; asked of anything but a Go binary, each refuses. A setting that the binary does not tell (Go 1.19 plugins tell none) is refused when it is asked for.</summary>
public sealed record GoRequirements
{
    /// <summary>The toolchain, such as <c>go1.23.5</c>; null: any. Any other one may kill the host.</summary>
    public string? Version { get; init; }

    /// <summary>CGO_ENABLED; null: any.</summary>
    public bool? CgoEnabled { get; init; }

    /// <summary>Exactly these build tags, in any order; null: any.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    /// <summary>Built with <c>-race</c>, or without; null: any.</summary>
    public bool? Race { get; init; }

    /// <summary>Built with <c>-trimpath</c>, or without; null: any.</summary>
    public bool? TrimPath { get; init; }

    /// <summary>The processor level, such as <c>v1</c>; null: any. <c>plugin.Open</c> does not compare it: a plugin of a higher level dies on an older processor.</summary>
    public string? GoAmd64 { get; init; }
}
