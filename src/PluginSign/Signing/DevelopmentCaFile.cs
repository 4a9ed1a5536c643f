namespace PluginSign.Signing;

/// <summary>One file of a development CA, in memory: whoever keeps it writes it, private keys readable by their owner alone.</summary>
/// <param name="Name">The file's name, without a directory: <c>root.pem</c>.</param>
/// <param name="Pem">The file's whole text, PEM (RFC 7468).</param>
/// <param name="IsPrivateKey">Whether it holds a private key: such a file must never be readable by others, not even for a moment.</param>
/// <param name="Use">What the file is for, in one line for a person.</param>
public sealed record DevelopmentCaFile(string Name, string Pem, bool IsPrivateKey, string Use)
{
    /// <summary>The name alone: the text may be a private key, and texts like this one end up in logs.</summary>
    public override string ToString() => Name;
}
