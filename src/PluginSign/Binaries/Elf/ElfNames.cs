using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The names of other files in the dynamic section.</summary>
internal sealed record ElfNames
{
    public ImmutableArray<string> Needed { get; private init; } = [];

    public ImmutableArray<string> Filters { get; private init; } = [];

    public ImmutableArray<string> Audits { get; private init; } = [];

    public ImmutableArray<string> RPaths { get; private init; } = [];

    public ImmutableArray<string> RunPaths { get; private init; } = [];

    public string? Soname { get; private init; }

    public string? Interpreter { get; init; }

    public static Finding? Read(ElfImage image, out ElfNames names)
    {
        names = new ElfNames();
        ElfDynamic dynamic = image.Dynamic!;
        Finding? fault = Texts(image, dynamic.Needed, out ImmutableArray<string> needed);
        if (fault is not null)
        {
            return fault;
        }

        fault = Texts(image, dynamic.Filters, out ImmutableArray<string> filters);
        if (fault is not null)
        {
            return fault;
        }

        fault = Texts(image, Values(dynamic, ElfTag.Audit, ElfTag.DepAudit), out ImmutableArray<string> audits);
        if (fault is not null)
        {
            return fault;
        }

        fault = Texts(image, Values(dynamic, ElfTag.Rpath), out ImmutableArray<string> rpath);
        if (fault is not null)
        {
            return fault;
        }

        fault = Texts(image, Values(dynamic, ElfTag.RunPath), out ImmutableArray<string> runPath);
        if (fault is not null)
        {
            return fault;
        }

        fault = Texts(image, Values(dynamic, ElfTag.Soname), out ImmutableArray<string> soname);
        names = new ElfNames
        {
            Needed = needed,
            Filters = filters,
            Audits = audits,
            RPaths = Split(rpath),
            RunPaths = Split(runPath),
            Soname = fault is null ? soname.FirstOrDefault() : null,
        };
        return fault;
    }

    private static List<ulong> Values(ElfDynamic dynamic, params ReadOnlySpan<ulong> tags)
    {
        List<ulong> values = [];
        foreach (ulong tag in tags)
        {
            if (dynamic[tag] is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static ImmutableArray<string> Split(ImmutableArray<string> paths) => [.. paths.SelectMany(static p => p.Split(':'))];

    private static Finding? Texts(ElfImage image, List<ulong> offsets, out ImmutableArray<string> texts)
    {
        ImmutableArray<string>.Builder builder = ImmutableArray.CreateBuilder<string>(offsets.Count);
        texts = [];
        foreach (ulong offset in offsets)
        {
            if (!image.Strings.TryReadText(offset, out string? text))
            {
                return image.Strings.Fault;
            }

            builder.Add(text);
        }

        texts = builder.MoveToImmutable();
        return null;
    }
}
