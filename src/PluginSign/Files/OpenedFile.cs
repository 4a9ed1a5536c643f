using Microsoft.Win32.SafeHandles;

namespace PluginSign.Files;

/// <summary>What a system's way of opening gives back.</summary>
internal sealed record OpenedFile(SafeFileHandle Handle, string CanonicalPath, FileIdentity Identity);
