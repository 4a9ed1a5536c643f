using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Compares a binary's protections with what the host requires.</summary>
internal static class HardeningChecks
{
    public static IEnumerable<Finding> Judge(HardeningRequirements required, BinaryFacts facts)
    {
        BinaryHardening has = facts.Hardening;
        bool elf = facts.Format == BinaryFormat.Elf;
        bool pe = facts.Format == BinaryFormat.Pe;
        bool native = elf || pe || facts.Format == BinaryFormat.MachO;

        // A fact that the format has but the file does not tell is no pass: the comparison is with true or false, never with null.
        if (required.Nx && native && has.Nx != true)
        {
            yield return Missing("the stack or data is executable", "not executable", has.Nx, "link without `-z execstack`; assembly files need a .note.GNU-stack section");
        }

        if (elf && required.Relro > (has.Relro ?? RelroKind.None))
        {
            yield return Missing("relocated data stays writable", $"RELRO {required.Relro.Name()}", $"RELRO {(has.Relro ?? RelroKind.None).Name()}", "link with `-z relro -z now`");
        }

        if (required.BindNow && elf && has.BindNow != true)
        {
            yield return Missing("functions are bound when they are first called", "BIND_NOW", has.BindNow, "link with `-z now`");
        }

        if (required.NoTextRelocations && elf && has.TextRelocations != false)
        {
            yield return Missing("code is changed while loading", "no TEXTREL", has.TextRelocations, "compile everything with `-fPIC`");
        }

        if (required.NoWritableExecutableSegment && native && has.WritableExecutableSegment != false)
        {
            yield return Missing("a segment is writable and executable at once", "none", has.WritableExecutableSegment, "build without executable data; find the linker script that does it");
        }

        if (required.RandomBase && native && has.RandomBase != true)
        {
            yield return Missing("the image cannot be placed anywhere", "position-independent", has.RandomBase, "build a position-independent library (`-fPIC -shared`, `/DYNAMICBASE`)");
        }

        if (required.ControlFlowGuard && pe && has.ControlFlowGuard != true)
        {
            yield return Missing("indirect calls are not checked", "GUARD_CF", has.ControlFlowGuard, "build with `/guard:cf`");
        }
    }

    private static Finding Missing(string message, string expected, bool? has, string hint)
        => Missing(message, expected, has switch { true => "yes", false => "no", null => "the file does not tell" }, hint);

    private static Finding Missing(string message, string expected, string actual, string hint)
        => Finding.Error(FindingCode.HardeningMissing, message, expected, actual, hint);
}
