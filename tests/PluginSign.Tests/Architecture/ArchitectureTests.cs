using System.Reflection;
using System.Text.RegularExpressions;
using PluginSign.Findings;

namespace PluginSign.Tests.Architecture;

/// <summary>Who may know whom: design.md's table as data. Any other edge fails.</summary>
public sealed partial class ArchitectureTests
{
    // A room, and the rooms that its code may name. Every room may name itself.
    private static readonly Dictionary<string, string[]> Edges = new(StringComparer.Ordinal)
    {
        ["Limits"] = [],
        ["Findings"] = [],
        ["Algorithms"] = ["Findings", "Limits"],
        ["Files"] = ["Findings", "Limits", "Algorithms"],
        ["Certificates"] = ["Findings", "Limits", "Algorithms"],
        ["Signatures"] = ["Findings", "Limits", "Algorithms", "Certificates"],
        ["Binaries"] = ["Findings", "Limits"],
        ["Policies"] = ["Findings", "Limits", "Algorithms", "Files", "Signatures", "Certificates", "Binaries"],
        ["Verification"] = ["Findings", "Limits", "Algorithms", "Files", "Signatures", "Certificates", "Binaries", "Policies"],
        ["Loading"] = ["Findings", "Limits", "Files", "Verification"],
        ["Signing"] = ["Findings", "Limits", "Algorithms", "Files", "Signatures", "Certificates"],
    };

    // Edges that hold by type only: the room on the left may name just these types of the room on the right.
    private static readonly Dictionary<(string From, string To), string[]> ByType = new()
    {
        [("Files", "Algorithms")] = ["ContentDigest", "DigestAlgorithm", "DigestAlgorithms"],
        [("Signatures", "Certificates")] = ["Certificate"],
        [("Loading", "Verification")] = ["HeldPlugin", "VerifiedPlugin"],
        [("Loading", "Files")] = ["PluginSnapshot", "SealedLibrary", "LoadedMetadata"], // the last two are of Files/Native
    };

    private static readonly Assembly Library = typeof(Finding).Assembly;

    [Fact]
    public void Every_room_stands_in_the_table()
        => Assert.Equal(Edges.Keys.Order(StringComparer.Ordinal), OurTypes().Select(RoomOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void No_room_knows_another_than_the_table_allows()
    {
        SortedSet<string> wrong = new(StringComparer.Ordinal);
        int seen = 0;
        foreach (Type type in OurTypes())
        {
            string from = RoomOf(type);
            foreach (Type named in NamedTypes.Of(type).Where(t => t.Assembly == Library && IsOurs(t)))
            {
                seen++;
                string to = RoomOf(named);
                bool isAllowed = string.Equals(from, to, StringComparison.Ordinal)
                    || (Edges.GetValueOrDefault(from, []).Contains(to, StringComparer.Ordinal)
                        && (!ByType.TryGetValue((from, to), out string[]? types) || types.Contains(Outermost(named).Name, StringComparer.Ordinal)));
                if (!isAllowed)
                {
                    wrong.Add($"{type.FullName} names {named.FullName}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(seen > 100, "the test looks at nothing");
    }

    [Fact]
    public void Native_code_is_called_from_one_folder()
        => Assert.Empty(Sources("src/PluginSign").Where(s => NativeCall().IsMatch(s.Text) && !s.Path.Contains("/Files/Native/", StringComparison.Ordinal)).Select(static s => s.Path));

    [Fact]
    public void Exceptions_from_the_rules_are_counted()
    {
        // A pragma or a suppression is allowed with a reason; a new one changes this number, and a reviewer sees it.
        int count = Sources("src").Sum(static s => Exception().Count(s.Text));
        Assert.Equal(AllowedExceptions, count);
    }

    [Fact]
    public void No_private_key_is_in_the_tree()
    {
        string[] skipped = ["/bin/", "/obj/", "/.git/", "/artifacts/"];
        string[] files = [.. Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(static f => f.Replace('\\', '/'))
            .Where(f => !skipped.Any(s => f.Contains(s, StringComparison.Ordinal)))];
        Assert.Contains(files, static f => f.EndsWith("/PluginSign.sln", StringComparison.Ordinal));
        Assert.DoesNotContain(files, static f => PrivateKey().IsMatch(File.ReadAllText(f)));
    }

    // Two of them say where native code comes from: CA2255 (UnixHelper, a module initializer in a library) and IL3000 (OwnImage, a location that is empty in native code).
    private const int AllowedExceptions = 7;

    private static IEnumerable<Type> OurTypes() => Library.GetTypes().Where(IsOurs);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("PluginSign", StringComparison.Ordinal) == true;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string RoomOf(Type type)
    {
        string[] parts = type.Namespace!.Split('.');
        return parts.Length > 1 ? parts[1] : Outermost(type).Name;
    }

    internal static IEnumerable<(string Path, string Text)> Sources(string folder)
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static f => f.Replace('\\', '/'))
            .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(static f => (f, File.ReadAllText(f)));

    // The keyword, not the word: comments and findings speak of unsafe code.
    [GeneratedRegex(@"\bunsafe\s*\{|\b(public|private|internal|protected|static)\s+unsafe\b|\bunsafe\s+(static|partial|sealed|readonly|ref|class|struct|record|void|delegate|extern|fixed|int|byte|nint)\b|\[DllImport|\[LibraryImport|Mono\.Unix\.Native", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NativeCall();

    [GeneratedRegex(@"#pragma warning disable|\[(Unconditional)?SuppressMessage|\[assembly: SuppressMessage", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exception();

    // Written so that this file does not find itself.
    [GeneratedRegex(@"-----BEGIN ([A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();
}
