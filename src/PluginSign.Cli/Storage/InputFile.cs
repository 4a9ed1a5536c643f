using PluginSign.Cli.Output;

namespace PluginSign.Cli.Storage;

/// <summary>Reads a whole small file that an option names: certificates, keys, passwords. Pipes are fine: <c>--ca &lt;(...)</c> is one.</summary>
internal static class InputFile
{
    /// <summary>The bytes, at most <paramref name="cap"/>.</summary>
    /// <exception cref="UsageException">The file is larger than the cap, so it is not what the option takes.</exception>
    /// <exception cref="UnavailableException">The file is missing or unreadable.</exception>
    public static byte[] Read(string option, string path, int cap)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using MemoryStream bytes = new();
            byte[] buffer = new byte[16 * 1024];
            int read;
            while ((read = file.Read(buffer)) > 0)
            {
                if (bytes.Length + read > cap)
                {
                    throw new UsageException($"{option} takes a file of at most {Numbers.Grouped(cap)} bytes", path);
                }

                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UnavailableException($"the file given with {option} cannot be read", Reasons.Code(e), Reasons.Of(e, path), path);
        }
    }
}
