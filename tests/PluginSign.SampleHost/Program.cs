using System.Globalization;
using PluginSign.Certificates;
using PluginSign.SampleHost;

if (args is ["halves", string ca, string plugin, string when])
{
    Halves.Run(ca, plugin, DateTimeOffset.Parse(when, CultureInfo.InvariantCulture));
    return 0;
}

if (args is not [string hostCaFile, string nativePath, string managedPath, string time]
    || !CertificateBundle.Read(await File.ReadAllBytesAsync(hostCaFile).ConfigureAwait(false)).TryGetValue(out CertificateBundle? hostCa))
{
    await Console.Error.WriteLineAsync("it takes the host CA's certificates, a native plugin, a managed plugin and a time").ConfigureAwait(false);
    return 2;
}

string? greeting = Host.Run(hostCa, nativePath, managedPath, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
await Console.Out.WriteLineAsync(greeting ?? "refused").ConfigureAwait(false);
return greeting is null ? 1 : 0;
