using System.Text.RegularExpressions;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>Runs one script, line by line, in the current directory.</summary>
/// <remarks>
/// <c>$ pluginsign ...</c> runs the command in this process. Below it stand <c>= N</c> (the exit code; 0 when absent), and all of
/// its output: <c>&gt; line</c> for stdout, <c>! line</c> for stderr, exact from the first line to the last. <c>...</c> alone stands for
/// any lines; inside a line, <c>[hex]</c> is a digest or fingerprint and <c>[..]</c> is anything. <c>[esc]</c> is the escape character in
/// a command, <c>[fingerprint:FILE]</c> the SHA-256 of a file's first certificate. Other lines prepare or check files: see <see cref="ScriptFiles"/>. <c>json PATH VALUE</c> looks into the document on stdout.
/// </remarks>
internal sealed partial class ScriptRun : IDisposable
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly FixedClock _clock = new();
    private readonly List<string> _expectedOutput = [];
    private readonly List<string> _expectedError = [];
    private ScriptAuthority? _authority;
    private string? _command;
    private int _commandLine;
    private int _expectedCode;
    private string _output = string.Empty;
    private string _error = string.Empty;
    private int _code;
    private bool _readsJson;

    public int Commands { get; private set; }

    public void Line(int number, string line)
    {
        if (line.Length == 0 || line.StartsWith('#'))
        {
            return;
        }

        (string head, string rest) = line.Split(' ', 2) is [string h, string r] ? (h, r) : (line, string.Empty);
        switch (head)
        {
            case "$":
                End();
                Run(number, rest);
                break;
            case ">":
                _expectedOutput.Add(rest);
                break;
            case "!":
                _expectedError.Add(rest);
                break;
            case "=":
                _expectedCode = int.Parse(rest, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case "json":
                string[] words = rest.Split(' ', 2);
                ScriptJson.Check(_output, words[0], words.Length > 1 ? words[1] : null, $"line {number}: {line}");
                _readsJson = true;
                break;
            case "env":
                string[] pair = rest.Split('=', 2);
                End();
                _variables[pair[0]] = pair.Length > 1 ? pair[1] : string.Empty;
                break;
            case "clock":
                End();
                _clock.Now = DateTimeOffset.Parse(rest, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case "tsa": // tsa CERTIFICATES KEY: a timestamp authority, [tsa] in a command is its URL
                End();
                _authority?.Dispose();
                string[] files = Words(rest);
                _authority = new ScriptAuthority(files[0], files[1], _clock);
                break;
            case "tsa-answer": // tsa-answer FILE.tsq FILE.tsr MOOD: by file, without a network
                End();
                string[] answer = Words(rest);
                File.WriteAllBytes(answer[1], _authority!.Answer(File.ReadAllBytes(answer[0]), answer[2]));
                break;
            default:
                End();
                ScriptFiles.Do(head, Words(rest), $"line {number}: {line}");
                break;
        }
    }

    /// <summary>Compares the last command's exit code and output with what the script says.</summary>
    public void End()
    {
        if (_command is null)
        {
            return;
        }

        string place = $"line {_commandLine}: {_command}\nexit {_code}\n{_output}{_error}";
        Assert.True(_code == _expectedCode, $"exit code {_code}, not {_expectedCode}\n{place}");
        if (!_readsJson || _expectedOutput.Count > 0)
        {
            Compare(_expectedOutput, _output, "stdout", place);
        }

        Compare(_expectedError, _error, "stderr", place);
        _command = null;
    }

    public void Dispose() => _authority?.Dispose();

    private void Run(int number, string command)
    {
        string told = command.Replace("[tsa]", _authority?.Url, StringComparison.Ordinal);
        string[] words = Words(Fingerprint().Replace(told, static m => ScriptFiles.Fingerprint(m.Groups["file"].Value)));
        Assert.Equal("pluginsign", words[0]);
        using StringWriter output = new();
        using StringWriter error = new();
        _code = (int)CommandLine.Run(words[1..], new Surroundings
        {
            Output = output,
            Error = error,
            Clock = _clock,
            Variable = name => _variables.GetValueOrDefault(name),
        });
        (_output, _error, _command, _commandLine) = (output.ToString(), error.ToString(), command, number);
        _expectedCode = 0;
        _expectedOutput.Clear();
        _expectedError.Clear();
        _readsJson = false;
        Commands++;
    }

    private static void Compare(List<string> expected, string actual, string stream, string place)
    {
        string pattern = string.Concat(expected.Select(static line => line is "..." ? "(?:[^\n]*\n)*" : Pattern(line) + "\n"));
        Assert.True(
            Regex.IsMatch(actual, $@"\A{pattern}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)),
            $"{stream} is not what the script says:\n{string.Join('\n', expected)}\n--- but\n{actual}--- of {place}");
    }

    private static string Pattern(string line) => Regex.Escape(line)
        .Replace(@"\[hex]", "[0-9a-f]{64}", StringComparison.Ordinal)
        .Replace(@"\[\.\.]", "[^\n]*", StringComparison.Ordinal) + " *";

    // Words are split at spaces; 'single quotes' keep them together.
    private static string[] Words(string line) => [.. Word().Matches(line).Select(static m => m.Value.Replace("'", string.Empty, StringComparison.Ordinal).Replace("[esc]", "\u001b", StringComparison.Ordinal).Replace("[nl]", "\n", StringComparison.Ordinal).Replace("[cr]", "\r", StringComparison.Ordinal).Replace("[ls]", "\u2028", StringComparison.Ordinal).Replace("[bom]", "\ufeff", StringComparison.Ordinal).Replace("[rlo]", "\u202e", StringComparison.Ordinal))];

    [GeneratedRegex("(?:'[^']*'|[^ '])+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\[fingerprint:(?<file>[^\]]+)]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fingerprint();
}
