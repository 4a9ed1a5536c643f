namespace PluginSign.Cli.Terminal;

/// <summary>The common name of a subject, for a line that shows a whole path; the subject itself when it has none.</summary>
internal static class ShortName
{
    private const string CommonName = "CN=";

    public static string Of(string subject)
    {
        if (!subject.StartsWith(CommonName, StringComparison.Ordinal))
        {
            return subject;
        }

        // A value with a comma in it stands in quotes: then the whole subject is clearer than a guess at where it ends.
        string rest = subject[CommonName.Length..];
        int end = rest.IndexOf(", ", StringComparison.Ordinal);
        return rest.StartsWith('"') ? subject : end < 0 ? rest : rest[..end];
    }
}
