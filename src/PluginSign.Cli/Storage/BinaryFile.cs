using PluginSign.Binaries;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Cli.Storage;

/// <summary>A binary to look into: opened and held the way the verifier does it.</summary>
internal sealed class BinaryFile : IDisposable
{
    private readonly PluginImage _image;

    private BinaryFile(PluginImage image) => _image = image;

    public long Size => _image.Length;

    public string Sha256 => _image.Sha256.Hex;

    /// <summary>Opens the file and takes its bytes.</summary>
    /// <exception cref="UnavailableException">The file is missing, unreadable, or no regular file.</exception>
    public static BinaryFile Open(string option, string path)
    {
        using PluginFile file = Take(option, path, PluginFile.Open(path));
        return new BinaryFile(Take(option, path, PluginImage.Hold(file, [])));
    }

    public Answer<BinaryFacts> Read() => ImageInspector.Inspect(_image);

    public void Dispose() => _image.Dispose();

    private static T Take<T>(string option, string path, Answer<T> answer)
        where T : class
    {
        if (answer.TryGetValue(out T? value))
        {
            return value;
        }

        Finding why = answer.Findings.First(static f => f.Severity == Severity.Error);
        throw new UnavailableException($"the {option} cannot be read", why.Code, why.Message, path);
    }
}
