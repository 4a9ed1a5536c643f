using System.Collections.Immutable;

namespace PluginSign.Certificates;

/// <summary>A path that <c>PathValidator</c> has validated. It has no public constructor: owning one is the proof.</summary>
public sealed class CertificationPath
{
    internal CertificationPath(ImmutableArray<Certificate> certificates, DateTimeOffset validationTime, ImmutableArray<string> policies)
    {
        Certificates = certificates;
        ValidationTime = validationTime;
        Policies = policies;
    }

    /// <summary>End entity first, trust anchor last.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    /// <summary>The certificate whose key signs.</summary>
    public Certificate EndEntity => Certificates[0];

    /// <summary>The trust anchor that the path ends at.</summary>
    public Certificate Anchor => Certificates[^1];

    /// <summary>The time for which the path was validated.</summary>
    public DateTimeOffset ValidationTime { get; }

    /// <summary>
    /// The certificate policies for which the path is valid, of those that the requirements accept: dotted identifiers, sorted, as the trust anchor's
    /// side names them (RFC 5280, 6.1.6). <c>2.5.29.32.0</c> stands for every policy; empty when the path is valid for none, which refuses only where one is required.
    /// </summary>
    public ImmutableArray<string> Policies { get; }

    /// <summary>Whether any certificate of the path, the anchor included, carries the mark of a development CA. It refuses nothing here: the policy decides.</summary>
    public bool IsDevelopment => Certificates.Any(static c => c.IsDevelopment);

    /// <summary>The earliest end of validity on the path.</summary>
    public DateTimeOffset NotAfter => Certificates.Min(static c => c.NotAfter);
}
