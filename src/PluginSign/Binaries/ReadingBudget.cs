using System.Text;

namespace PluginSign.Binaries;

/// <summary>What one file may cost: tables that point at one long name a million times would else make gigabytes of text from a small file.</summary>
internal sealed class ReadingBudget(int fileBytes)
{
    private long _characters = Limits.BinaryTextCharacters + (8L * fileBytes);
    private int _entries = Limits.BinaryEntries;

    /// <summary>Pays for one export, import or row.</summary>
    public void Entry(int count = 1)
    {
        _entries -= count;
        if (_entries < 0)
        {
            throw UnreadableBinaryException.TooMuch("names and table rows", Limits.BinaryEntries);
        }
    }

    /// <summary>Pays for text that is about to be made.</summary>
    public void Characters(int count)
    {
        _characters -= count;
        if (_characters < 0)
        {
            throw UnreadableBinaryException.TooMuch("text", Limits.BinaryTextCharacters);
        }
    }

    /// <summary>Pays for and makes the text of a name. Bytes that are no UTF-8 become U+FFFD: such a name is never equal to one that a host asks for.</summary>
    public string Text(ReadOnlySpan<byte> name)
    {
        Characters(name.Length);
        return Encoding.UTF8.GetString(name);
    }

    /// <summary>Pays for and makes a name of two parts.</summary>
    public string Join(string first, char between, string second)
    {
        Characters(first.Length + second.Length + 1);
        return string.Concat(first, [between], second);
    }
}
