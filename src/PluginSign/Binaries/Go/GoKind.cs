namespace PluginSign.Binaries.Go;

/// <summary>Kinds of types (reflect.Kind) that are written in a way of their own.</summary>
internal enum GoKind
{
    Invalid = 0,
    Array = 17,
    Chan = 18,
    Func = 19,
    Interface = 20,
    Map = 21,
    Pointer = 22,
    Slice = 23,
    String = 24,
    Struct = 25,
}
