using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>Finds the one token that a URI means. A PIN is for one token: where two match, none is tried.</summary>
internal static class TokenSearch
{
    public static Answer<ISlot> Find(IPkcs11Library module, Pkcs11Uri uri)
    {
        List<ISlot> slots = module.GetSlotList(SlotsType.WithTokenPresent);
        if (slots.Count > Limits.TokenSlots)
        {
            return Answers.Refused<ISlot>(TokenFindings.TokenMissing($"at most {Limits.TokenSlots} slots", [$"{slots.Count} slots"]));
        }

        List<(ISlot Slot, ITokenInfo Token)> tokens = slots.Select(static s => (s, s.GetTokenInfo())).Where(static t => t.Item2.TokenFlags.TokenInitialized).ToList();
        List<(ISlot Slot, ITokenInfo Token)> found = IsLibrary(uri, module) ? tokens.Where(t => IsToken(uri, t.Token) && IsSlot(uri, t.Slot)).ToList() : [];
        return found.Count switch
        {
            1 => Answers.Passed(found[0].Slot),
            0 => Answers.Refused<ISlot>(TokenFindings.TokenMissing($"{uri}", tokens.Select(static t => t.Token.Label))),
            _ => Answers.Refused<ISlot>(TokenFindings.TokenAmbiguous($"{uri}", found.Select(static t => t.Token.Label))),
        };
    }

    private static bool IsToken(Pkcs11Uri uri, ITokenInfo token)
        => Is(uri.Token, token.Label) && Is(uri.Manufacturer, token.ManufacturerId) && Is(uri.Serial, token.SerialNumber) && Is(uri.Model, token.Model);

    private static bool IsSlot(Pkcs11Uri uri, ISlot slot)
    {
        if (uri.SlotId is { } id && id != slot.SlotId)
        {
            return false;
        }

        if (uri.SlotDescription is null && uri.SlotManufacturer is null)
        {
            return true;
        }

        ISlotInfo info = slot.GetSlotInfo();
        return Is(uri.SlotDescription, info.SlotDescription) && Is(uri.SlotManufacturer, info.ManufacturerId);
    }

    private static bool IsLibrary(Pkcs11Uri uri, IPkcs11Library module)
    {
        if (uri.LibraryManufacturer is null && uri.LibraryDescription is null && uri.LibraryVersion is null)
        {
            return true;
        }

        ILibraryInfo info = module.GetInfo();

        // RFC 7512, 2.3: a version without minor number means .0.
        string? version = uri.LibraryVersion is { } wanted && !wanted.Contains('.', StringComparison.Ordinal) ? wanted + ".0" : uri.LibraryVersion;
        return Is(uri.LibraryManufacturer, info.ManufacturerId) && Is(uri.LibraryDescription, info.LibraryDescription) && Is(version, info.LibraryVersion);
    }

    private static bool Is(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}
