using PluginSign.Cli.Terminal;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Ca;

/// <summary>What <c>ca new</c> tells a person: each file, what it is for, and what to run next.</summary>
internal static class CaText
{
    public static void Write(Ink ink, string directory, DevelopmentCa ca, bool encrypted)
    {
        ink.Write("done", Tone.Good).Write("  ").Line(directory);
        ink.Line("  a development CA: for your own machine, never for production");
        int width = Math.Max(23, ca.Files.Max(static f => f.Name.Length) + 2);
        foreach (DevelopmentCaFile file in ca.Files)
        {
            ink.Write("  ").Write(file.Name.PadRight(width)).Line(CaUse.Of(file));
        }

        ink.Write("  ").Write("note".PadRight(width)).Line(encrypted
            ? "the private keys are encrypted; sign takes the password the way this command did"
            : "the private keys are not encrypted: only their mode (0600) protects them (--encrypt)");
        ink.EndLine();
        ink.Line("next");
        string key = ShellWord.Of(Path.Combine(directory, "signer.key.pem"));
        string certificate = ShellWord.Of(Path.Combine(directory, "signer.pem"));
        string root = ShellWord.Of(Path.Combine(directory, "root.pem"));
        bool isHybrid = ca.Files.Any(static f => f.Name is "root-mldsa.pem");
        string second = isHybrid ? $" --hybrid-key {ShellWord.Of(Path.Combine(directory, "signer-mldsa.key.pem"))} --hybrid-certificate {ShellWord.Of(Path.Combine(directory, "signer-mldsa.pem"))}" : string.Empty;
        string secondRoot = isHybrid ? $" --ca {ShellWord.Of(Path.Combine(directory, "root-mldsa.pem"))}" : string.Empty;
        ink.Line($"  pluginsign sign greeter.so --key {key} --certificate {certificate}{second}");
        ink.Line($"  pluginsign verify greeter.so --ca {root}{secondRoot} --allow-development-ca");
    }
}
