using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Ca;

/// <summary>What a file of a development CA is for, with the option that takes it.</summary>
internal static class CaUse
{
    public static string Of(DevelopmentCaFile file) => file.Name switch
    {
        "root.pem" => "the host CA's root: hosts trust it with --ca",
        "root-mldsa.pem" => "the post-quantum root: hosts trust it with a second --ca",
        "signer.pem" => $"{file.Use}: for --certificate",
        "signer.key.pem" => $"{file.Use}: for --key",
        "signer-mldsa.pem" => $"{file.Use}: for --hybrid-certificate",
        "signer-mldsa.key.pem" => $"{file.Use}: for --hybrid-key",
        _ => file.Use,
    };
}
