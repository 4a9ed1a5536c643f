using System.CommandLine;
using System.Text;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli.Options;

/// <summary>Where a password comes from: a file, the environment or a prompt. Never an argument: every user of the machine can read those.</summary>
internal sealed class PasswordOptions
{
    private const string Variable = "PLUGINSIGN_PASSWORD";
    private const int FileBytes = 64 * 1024;

    private readonly Option<string> _file = new("--password-file")
    {
        Description = $"the password is the first line of this file; else ${Variable}, else a prompt",
        HelpName = "FILE",
    };

    private readonly Surroundings _surroundings;

    public PasswordOptions(Command command, Surroundings surroundings)
    {
        _surroundings = surroundings;
        command.Add(_file);
    }

    /// <summary>The password that was given without asking anyone; null when there is none.</summary>
    public string? Given(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is string path)
        {
            string text = Text(InputFile.Read(_file.Name, path, FileBytes));
            string line = text.Split('\n', 2)[0].TrimEnd('\r').TrimStart('\uFEFF');
            return line.Length > 0 ? line : throw new UsageException("--password-file takes a file whose first line is the password", "an empty first line");
        }

        return _surroundings.Variable(Variable) is not { Length: > 0 } password ? null
            : ProcessNames.IsText(password) ? password
            : throw new UsageException($"${Variable} takes a password that is text in UTF-8", "bytes that are no UTF-8");
    }

    // Bytes that are no UTF-8 would all become the same character: another password than the one that was meant, and an easier one.
    private static string Text(byte[] file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException("--password-file takes a file whose first line is the password, in UTF-8", "bytes that are no UTF-8");
        }
    }

    /// <summary>The given password, or one that somebody types in.</summary>
    /// <exception cref="UsageException">Nothing was given and nobody is there to ask.</exception>
    public string GivenOrAsked(ParseResult parsed, string what)
        => Given(parsed) ?? _surroundings.AskPassword?.Invoke($"password for {Terminal.Printable.Of(what)}: ") ?? throw Missing(what);

    /// <summary>As <see cref="GivenOrAsked"/>, but the empty password where nobody is there to ask: PKCS#12 files without one are common.</summary>
    public string GivenOrAskedIfPossible(ParseResult parsed, string what)
        => Given(parsed) ?? _surroundings.AskPassword?.Invoke($"password for {Terminal.Printable.Of(what)}: ") ?? string.Empty;

    /// <summary>As <see cref="GivenOrAsked"/>, for a new password: asked for twice, because a typing mistake would lock the keys up for good.</summary>
    public string New(ParseResult parsed, string what)
    {
        if (Given(parsed) is string given)
        {
            return given;
        }

        string first = _surroundings.AskPassword?.Invoke($"new password for {Terminal.Printable.Of(what)}: ") ?? throw Missing(what);
        string? second = _surroundings.AskPassword("the same again: ");
        return string.Equals(first, second, StringComparison.Ordinal) ? first : throw new UsageException("the two passwords are not the same");
    }

    private static UsageException Missing(string what)
        => new($"a password is needed for {what}: --password-file takes a FILE whose first line it is, or set ${Variable}", "no password");
}
