using System.Globalization;
using System.Text.Json;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>Looks into a document: <c>results.0.verdict</c>. <c>results.#</c> is a count; <c>absent</c> as the value means that the field is not there.</summary>
internal static class ScriptJson
{
    public static void Check(string document, string path, string? expected, string place)
    {
        using JsonDocument json = JsonDocument.Parse(document); // throws when stdout is more than one document
        string? actual = Find(json.RootElement, path);
        if (expected is null)
        {
            Assert.True(actual is not null, $"{path} is absent\n{place}\n{document}");
        }
        else if (expected is "[hex]")
        {
            Assert.True(actual is { Length: 64 } && actual.All(char.IsAsciiHexDigitLower), $"{path} is {actual}\n{place}\n{document}");
        }
        else
        {
            Assert.True(string.Equals(actual ?? "absent", expected, StringComparison.Ordinal), $"{path} is {actual ?? "absent"}\n{place}\n{document}");
        }
    }

    private static string? Find(JsonElement element, string path)
    {
        foreach (string step in path.Split('.'))
        {
            if (step is "#")
            {
                return element.GetArrayLength().ToString(CultureInfo.InvariantCulture);
            }

            if (element.ValueKind == JsonValueKind.Array)
            {
                int index = int.Parse(step, CultureInfo.InvariantCulture);
                if (index >= element.GetArrayLength())
                {
                    return null;
                }

                element = element[index];
            }
            else if (!element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        Assert.NotEqual(JsonValueKind.Null, element.ValueKind); // a field that does not apply is absent, never null
        return element.ToString();
    }
}
