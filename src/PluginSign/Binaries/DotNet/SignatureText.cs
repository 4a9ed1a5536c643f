using System.Globalization;
using System.Reflection.Metadata;
using System.Text;

namespace PluginSign.Binaries.DotNet;

/// <summary>Signature blobs as text (ECMA-335, II.23.2). The library's own decoder calls itself for every nested type without a bound: a hostile blob ends the process.</summary>
internal sealed class SignatureText(MetadataNames names)
{
    private readonly StringBuilder _text = new();

    /// <summary>The last signature names a pointer or a function pointer.</summary>
    public bool HasPointer { get; private set; }

    /// <summary>A method: <c>static bool (string, ref int)</c>; a field: its type.</summary>
    public string Member(BlobHandle blob)
    {
        BlobReader reader = names.Reader.GetBlobReader(blob);
        _text.Clear();
        HasPointer = false;
        SignatureHeader header = reader.ReadSignatureHeader();
        if (header.Kind == SignatureKind.Field)
        {
            Type(ref reader, 0);
        }
        else
        {
            Method(ref reader, header, 0);
        }

        names.Budget.Characters(_text.Length);
        return _text.ToString();
    }

    /// <summary>The definition or reference that a type specification is made of; nil when it is not a named type.</summary>
    public static EntityHandle NamedType(MetadataReader reader, TypeSpecificationHandle handle)
    {
        BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        SignatureTypeCode code = blob.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.GenericTypeInstance)
        {
            code = blob.ReadSignatureTypeCode();
        }

        return code == SignatureTypeCode.TypeHandle ? blob.ReadTypeHandle() : default;
    }

    private void Method(ref BlobReader reader, SignatureHeader header, int depth)
    {
        Append(header.IsInstance ? "" : "static ");
        int generics = header.IsGeneric ? reader.ReadCompressedInteger() : 0;
        int count = reader.ReadCompressedInteger();
        Type(ref reader, depth + 1);
        Append(generics > 0 ? string.Create(CultureInfo.InvariantCulture, $" <{generics}>(") : " (");
        for (int i = 0; i < count; i++)
        {
            Append(i == 0 ? "" : ", ");
            Type(ref reader, depth + 1);
        }

        Append(header.CallingConvention == SignatureCallingConvention.VarArgs ? ", ...)" : ")");
    }

    private void Type(ref BlobReader reader, int depth)
    {
        if (depth > Limits.DotNetNesting)
        {
            throw UnreadableBinaryException.TooMuch("types within one signature", Limits.DotNetNesting);
        }

        SignatureTypeCode code = reader.ReadSignatureTypeCode();
        if (Plain(code) is { } plain)
        {
            Append(plain);
            return;
        }

        switch (code)
        {
            case SignatureTypeCode.TypeHandle:
                Append(Named(reader.ReadTypeHandle(), isGeneric: false));
                break;
            case SignatureTypeCode.ByReference:
                Append("ref ");
                Type(ref reader, depth + 1);
                break;
            case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                string mark = code == SignatureTypeCode.GenericTypeParameter ? "!" : "!!";
                Append(string.Create(CultureInfo.InvariantCulture, $"{mark}{reader.ReadCompressedInteger()}"));
                break;
            default:
                Composed(ref reader, code, depth);
                break;
        }
    }

    private void Composed(ref BlobReader reader, SignatureTypeCode code, int depth)
    {
        switch (code)
        {
            case SignatureTypeCode.SZArray:
                Type(ref reader, depth + 1);
                Append("[]");
                break;
            case SignatureTypeCode.Pointer:
                HasPointer = true;
                Type(ref reader, depth + 1);
                Append("*");
                break;
            case SignatureTypeCode.FunctionPointer:
                HasPointer = true;
                Append("method ");
                Method(ref reader, reader.ReadSignatureHeader(), depth + 1);
                break;
            case SignatureTypeCode.Array:
                Array(ref reader, depth);
                break;
            case SignatureTypeCode.GenericTypeInstance:
                GenericInstance(ref reader, depth);
                break;
            case SignatureTypeCode.RequiredModifier:
                Append($"modreq({Named(reader.ReadTypeHandle(), isGeneric: false)}) ");
                Type(ref reader, depth + 1);
                break;
            case SignatureTypeCode.OptionalModifier:
                _ = reader.ReadTypeHandle();
                Type(ref reader, depth + 1);
                break;
            case SignatureTypeCode.Sentinel or SignatureTypeCode.Pinned:
                Type(ref reader, depth + 1);
                break;
            default:
                throw UnreadableBinaryException.Malformed("a signature has an unknown kind of type", null, string.Create(CultureInfo.InvariantCulture, $"{(int)code}"));
        }
    }

    private void Array(ref BlobReader reader, int depth)
    {
        Type(ref reader, depth + 1);
        int rank = reader.ReadCompressedInteger();
        for (int sizes = reader.ReadCompressedInteger(); sizes > 0; sizes--)
        {
            _ = reader.ReadCompressedInteger();
        }

        for (int bounds = reader.ReadCompressedInteger(); bounds > 0; bounds--)
        {
            _ = reader.ReadCompressedSignedInteger();
        }

        // The runtime takes 32 dimensions.
        Append(rank is > 0 and <= 32
            ? $"[{new string(',', rank - 1)}]"
            : throw UnreadableBinaryException.Malformed("an array has an impossible number of dimensions", "1 to 32", FormattableString.Invariant($"{rank}")));
    }

    private void GenericInstance(ref BlobReader reader, int depth)
    {
        if (reader.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle)
        {
            throw UnreadableBinaryException.Malformed("a generic type is made of something that is no named type");
        }

        Append(Named(reader.ReadTypeHandle(), isGeneric: true));
        Append("<");
        int count = reader.ReadCompressedInteger();
        for (int i = 0; i < count; i++)
        {
            Append(i == 0 ? "" : ", ");
            Type(ref reader, depth + 1);
        }

        Append(">");
    }

    private string Named(EntityHandle handle, bool isGeneric)
    {
        string name = names.Type(handle);
        int arity = isGeneric ? name.LastIndexOf('`') : -1;
        return arity > name.LastIndexOf('+') ? name[..arity] : name;
    }

    private void Append(string text)
    {
        if (_text.Length + text.Length > Limits.DotNetSignatureCharacters)
        {
            throw UnreadableBinaryException.TooMuch("characters in one signature", Limits.DotNetSignatureCharacters);
        }

        _text.Append(text);
    }

    private static string? Plain(SignatureTypeCode code) => code switch
    {
        SignatureTypeCode.Void => "void",
        SignatureTypeCode.Boolean => "bool",
        SignatureTypeCode.Char => "char",
        SignatureTypeCode.SByte => "sbyte",
        SignatureTypeCode.Byte => "byte",
        SignatureTypeCode.Int16 => "short",
        SignatureTypeCode.UInt16 => "ushort",
        SignatureTypeCode.Int32 => "int",
        SignatureTypeCode.UInt32 => "uint",
        SignatureTypeCode.Int64 => "long",
        SignatureTypeCode.UInt64 => "ulong",
        SignatureTypeCode.Single => "float",
        SignatureTypeCode.Double => "double",
        SignatureTypeCode.String => "string",
        SignatureTypeCode.Object => "object",
        SignatureTypeCode.IntPtr => "nint",
        SignatureTypeCode.UIntPtr => "nuint",
        SignatureTypeCode.TypedReference => "System.TypedReference",
        _ => null,
    };
}
