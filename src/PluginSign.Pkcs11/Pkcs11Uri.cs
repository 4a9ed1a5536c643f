using System.Collections.Immutable;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>Which key in which token: a PKCS #11 URI (RFC 7512), read strictly. Null attributes match anything.</summary>
/// <remarks>
/// Immutable. Unknown, repeated and malformed attributes are refused; so are <c>pin-value</c> (a secret is never an argument), <c>pin-source</c> that is a command,
/// and <c>module-name</c> (which would be searched for). <see cref="ToString"/> gives the attributes of the path alone.
/// </remarks>
public sealed record Pkcs11Uri
{
    internal Pkcs11Uri()
    {
    }

    /// <summary>The token's label.</summary>
    public string? Token { get; internal init; }

    /// <summary>The token's manufacturer.</summary>
    public string? Manufacturer { get; internal init; }

    /// <summary>The token's serial number.</summary>
    public string? Serial { get; internal init; }

    /// <summary>The token's model.</summary>
    public string? Model { get; internal init; }

    /// <summary>The module's manufacturer.</summary>
    public string? LibraryManufacturer { get; internal init; }

    /// <summary>The module's description.</summary>
    public string? LibraryDescription { get; internal init; }

    /// <summary>The module's version, <c>2.6</c> or <c>2</c>.</summary>
    public string? LibraryVersion { get; internal init; }

    /// <summary>The slot's description.</summary>
    public string? SlotDescription { get; internal init; }

    /// <summary>The slot's manufacturer.</summary>
    public string? SlotManufacturer { get; internal init; }

    /// <summary>The slot's number.</summary>
    public ulong? SlotId { get; internal init; }

    /// <summary>The key's label (CKA_LABEL).</summary>
    public string? ObjectLabel { get; internal init; }

    /// <summary>The key's identifier (CKA_ID); <c>default</c> when the URI names none.</summary>
    public ImmutableArray<byte> Id { get; internal init; }

    /// <summary>The absolute path of the PKCS #11 library.</summary>
    public string? ModulePath { get; internal init; }

    /// <summary>The file that holds the PIN.</summary>
    public string? PinFile { get; internal init; }

    /// <summary>Reads a URI.</summary>
    /// <param name="text">For example <c>pkcs11:token=Acme;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so&amp;pin-source=file:/run/acme/pin</c>.</param>
    public static Answer<Pkcs11Uri> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Pkcs11UriReader.Read(text);
    }

    /// <summary>The attributes of the path, as a URI again; neither the module nor the PIN's file.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] texts =
        [
            ("token", Token), ("manufacturer", Manufacturer), ("serial", Serial), ("model", Model),
            ("library-manufacturer", LibraryManufacturer), ("library-description", LibraryDescription), ("library-version", LibraryVersion),
            ("slot-description", SlotDescription), ("slot-manufacturer", SlotManufacturer), ("slot-id", SlotId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("object", ObjectLabel),
        ];
        StringBuilder uri = new("pkcs11:");
        uri.AppendJoin(';', texts.Where(static t => t.Value is not null).Select(static t => $"{t.Name}={System.Uri.EscapeDataString(t.Value!)}"));
        if (!Id.IsDefault)
        {
            uri.Append(uri[^1] == ':' ? "id=" : ";id=");
            foreach (byte octet in Id)
            {
                uri.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return uri.ToString();
    }
}
