using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>RFC 5280, 6.1.3 (b) and (c): the names of a certificate against the constraints of one CA above it.</summary>
internal static class NameConstraintCheck
{
    private const string SmtpUtf8Mailbox = "1.3.6.1.5.5.7.8.9";

    /// <summary>Adds a finding for the first name that breaks a constraint. False when the budget of comparisons ran out.</summary>
    public static bool Judge(PathMember issuer, PathMember subject, PathBudget budget, List<Finding> findings)
    {
        if (issuer.Certificate.Known.NameConstraints is not { } constraints)
        {
            return true;
        }

        foreach (GeneralName name in Names(subject.Certificate))
        {
            if (!budget.TrySpendNameComparisons(name.Kind, constraints.CostOf(name)))
            {
                return false;
            }

            if (Violation(name, constraints) is { } expected)
            {
                findings.Add(Finding.Error(
                    FindingCode.NameConstraintViolated,
                    $"{subject} has a name that {issuer} may not issue for",
                    expected,
                    name.ToString()));
                return true;
            }
        }

        return true;
    }

    private static string? Violation(GeneralName name, NameConstraints constraints)
    {
        // RFC 9598, 6: constraints of mailboxes hold for internationalized ones as well, which are no mailboxes to a reader that does not know them.
        if (name is { Kind: GeneralNameKind.Other, Text: SmtpUtf8Mailbox } && constraints.Permitted.Concat(constraints.Excluded).FirstOrDefault(static c => c.Kind == GeneralNameKind.Email) is { } mailbox)
        {
            return $"a name that can be compared with {mailbox}";
        }

        foreach (GeneralName excluded in constraints.Excluded.Where(e => e.Kind == name.Kind))
        {
            NameMatch match = NameMatching.Match(name, excluded, excluding: true);
            if (match != NameMatch.Outside)
            {
                return match == NameMatch.Inside ? $"outside of {excluded}" : $"a name that can be compared with {excluded}";
            }
        }

        GeneralName[] permitted = [.. constraints.Permitted.Where(p => p.Kind == name.Kind)];
        bool inside = permitted.Length == 0;
        foreach (GeneralName subtree in permitted)
        {
            NameMatch match = NameMatching.Match(name, subtree, excluding: false);
            if (match == NameMatch.Unclear)
            {
                return $"a name that can be compared with {subtree}";
            }

            inside |= match == NameMatch.Inside;
        }

        return inside ? null : $"inside of {string.Join(" or ", permitted.Take(8).Select(static p => p.ToString()))}";
    }

    // The subject counts as a directory name, and its email attributes as mailboxes. RFC 5280, 4.2.1.10 asks for the latter only where the alternative names
    // hold no mailbox; but then one harmless mailbox beside it would let any address into the subject, where readers look for it.
    private static IEnumerable<GeneralName> Names(Certificate certificate)
    {
        if (!certificate.SubjectDistinguishedName.IsEmpty)
        {
            yield return new GeneralName(GeneralNameKind.Directory, string.Empty, default, certificate.SubjectDistinguishedName);
        }

        foreach (NameAttribute attribute in certificate.SubjectDistinguishedName.Attributes)
        {
            if (attribute.Oid is CertificateOids.EmailAddress)
            {
                yield return new GeneralName(GeneralNameKind.Email, attribute.Text ?? string.Empty, default, null) { IgnoresCase = true };
            }
        }

        foreach (GeneralName name in certificate.Known.SubjectAlternativeNames)
        {
            yield return name;
        }
    }
}
