namespace PluginSign.Findings.Descriptors;

/// <summary>5500 to 5599: what a host requires of a binary.</summary>
internal static class SymbolFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.SymbolMissing, Check.Symbols, Severity.Error)
        {
            Meaning = "A required symbol is not one that the loader would find.",
            Hint = "check that this is the right plugin and version; its publisher must export the symbol",
        },
        new(FindingCode.SymbolKindMismatch, Check.Symbols, Severity.Error)
        {
            Meaning = "A required symbol stands for something else, such as data where a function is wanted.",
            Hint = "build the plugin against this host's interface",
        },
        new(FindingCode.SymbolSignatureMismatch, Check.Symbols, Severity.Error)
        {
            Meaning = "A required symbol has another type or signature.",
            Hint = "build the plugin against this host's interface",
        },
        new(FindingCode.SymbolForbidden, Check.Symbols, Severity.Error)
        {
            Meaning = "The binary exports a name that the host forbids.",
            Hint = "build the plugin without this export, or allow it",
        },
        new(FindingCode.ImportMissing, Check.Symbols, Severity.Error)
        {
            Meaning = "The binary does not import a name that the host requires.",
            Hint = "check that this is the right plugin, and look at what it imports",
            Remedy = Remedy.Inspect,
        },
        new(FindingCode.ImportForbidden, Check.Symbols, Severity.Error)
        {
            Meaning = "The binary imports a name that the host forbids.",
            Hint = "get a plugin that does without it, or allow it",
        },
        new(FindingCode.ImportNotAllowed, Check.Symbols, Severity.Error)
        {
            Meaning = "The binary imports a name that the host does not offer.",
            Hint = "get a plugin that does without it, or offer and allow it",
        },
        new(FindingCode.DangerousImport, Check.Symbols, Severity.Warning)
        {
            Meaning = "An import that starts processes, loads code, changes memory protection, or leaves the type system. Code can do without such imports and still do all this.",
            Hint = "ask the publisher what for; a lint can be evaded, so silence proves nothing",
        },
        new(FindingCode.BinaryFormatUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The container format is not one that the host takes.",
            Hint = "build the plugin for this host, or get the publisher's build for it",
        },
        new(FindingCode.BinaryKindUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The binary is made for another loader.",
            Hint = "build the plugin for this host, or get the publisher's build for it",
        },
        new(FindingCode.OperatingSystemUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The binary is made for another operating system.",
            Hint = "build the plugin for this host, or get the publisher's build for it",
        },
        new(FindingCode.ArchitectureUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The binary is made for another architecture.",
            Hint = "build the plugin for this host, or get the publisher's build for it",
        },
        new(FindingCode.LibraryNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The binary brings a library along that the host does not allow.",
            Hint = "link the plugin without it, or allow it",
        },
        new(FindingCode.RunPathNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The binary tells the loader to look for libraries where the host does not allow it.",
            Hint = "link without a run path, or remove it and sign again",
        },
        new(FindingCode.HardeningMissing, Check.Binary, Severity.Error)
        {
            Meaning = "The binary lacks a protection that the host requires.",
            Hint = "build the plugin with the protection",
        },
        new(FindingCode.ConstructorsNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The binary runs code while it is loaded, and the host does not allow it.",
            Hint = "move the code into a function that the host calls, or allow constructors",
        },
        new(FindingCode.GoVersionUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The binary was built with another version of Go.",
            Hint = "build the plugin with the toolchain and the flags that the host was built with",
        },
        new(FindingCode.GoSettingUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "The binary was built with another setting of Go, or does not say with which.",
            Hint = "build the plugin with the toolchain and the flags that the host was built with",
        },
        new(FindingCode.DotNetFormNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The .NET assembly holds what the host does not allow: machine code, native calls, unsafe code, an initializer.",
            Hint = "build the plugin without this form, or allow it",
        },
        new(FindingCode.WasmFormNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The WebAssembly module holds what the host does not allow: a start function, memory or tables without a bound.",
            Hint = "build the module without this form, or allow it",
        },
        new(FindingCode.LoaderHookNotAllowed, Check.Binary, Severity.Error)
        {
            Meaning = "The file is a program, or changes how the loader treats other libraries, and the host does not allow it.",
            Hint = "build the plugin as a plain shared library",
        },
    ];
}
