using System.Reflection;
using PluginSign.Cli.Reports;

namespace PluginSign.Cli.Tests.Reports;

/// <summary>In the native command nobody answers what the generated code of the documents asks the serializer for: it must have been given all of it.</summary>
public sealed class DocumentJsonTests
{
    [Fact]
    public void The_generated_code_has_all_that_it_asks_for()
    {
        object? generated = typeof(DocumentJson).GetField("Generated", BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null);
        Assert.NotNull(generated);
        FieldInfo[] asked = [.. typeof(DocumentJson).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Where(static f => f.Name.StartsWith("_Nullable", StringComparison.Ordinal))];
        Assert.NotEmpty(asked);
        Assert.All(asked, f => Assert.True(f.GetValue(generated) is not null, $"{f.Name} is missing in DocumentWriting.cs"));
    }
}
