using PluginSign.Signing;

namespace PluginSign.Cli.Output;

/// <summary>What <c>ca new</c> tells a person: each file, what it is for, and what to run next.</summary>
internal static class CaText
{
    public static void Write(Ink ink, string directory, DevelopmentCa ca, bool encrypted)
    {
        ink.Write("done", Tone.Good).Write("  ").Line(directory);
        ink.Line("  a development CA: for your own machine, never for production");
        foreach (DevelopmentCaFile file in ca.Files)
        {
            ink.Write("  ").Write(file.Name.PadRight(23)).Line(file.Use);
        }

        ink.Line(encrypted
            ? "  note                   the private keys are encrypted; sign takes the password the way this command did"
            : "  note                   the private keys are not encrypted: only their mode (0600) protects them (--encrypt)");
        ink.EndLine();
        ink.Line("next");
        string key = ShellWord.Of(Path.Combine(directory, "signer.key.pem"));
        string certificate = ShellWord.Of(Path.Combine(directory, "signer.pem"));
        string root = ShellWord.Of(Path.Combine(directory, "root.pem"));
        ink.Line($"  pluginsign sign greeter.so --key {key} --certificate {certificate}");
        ink.Line($"  pluginsign verify greeter.so --ca {root} --allow-development-ca");
    }
}
