namespace PluginSign.Certificates;

/// <summary>One attribute of a distinguished name.</summary>
/// <param name="Oid">The attribute's type.</param>
/// <param name="Text">The value where it is a string; else null.</param>
/// <param name="Encoded">The value's DER.</param>
internal readonly record struct NameAttribute(string Oid, string? Text, ReadOnlyMemory<byte> Encoded);
