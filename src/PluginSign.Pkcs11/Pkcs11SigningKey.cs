using System.Collections.Immutable;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Pkcs11;

/// <summary>A private key that stays in its token: RSA (PKCS #1 v1.5 and PSS) or EC over P-256, P-384 or P-521.</summary>
/// <remarks>Safe for several threads: the token signs one after the other. Disposing closes the session, and with the last one the token logs out.</remarks>
public sealed class Pkcs11SigningKey : ISigningKey
{
    private readonly Lock _gate = new();
    private readonly ISession _session;
    private readonly IObjectHandle _key;
    private Pkcs11Module? _module;
    private bool _disposed;

    private Pkcs11SigningKey(ISession session, IObjectHandle key, PublicKey publicKey, ImmutableArray<Certificate> certificates)
    {
        _session = session;
        _key = key;
        PublicKey = publicKey;
        Certificates = certificates;
    }

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>The certificates that the token holds under the key's identifier; often the signer's own.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    /// <summary>Loads the module that the URI names, opens the key, and unloads the module with the key. For several keys of one module: <see cref="Pkcs11Module"/>.</summary>
    /// <inheritdoc cref="Pkcs11Module.OpenKey(Pkcs11Uri, TokenPin?, Certificate?)"/>
    public static Answer<Pkcs11SigningKey> Open(Pkcs11Uri uri, TokenPin? pin, Certificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.ModulePath is null)
        {
            return Answers.Refused<Pkcs11SigningKey>(TokenFindings.NoModule());
        }

        Answer<Pkcs11Module> loaded = Pkcs11Module.Load(uri.ModulePath);
        if (!loaded.TryGetValue(out Pkcs11Module? module))
        {
            return Answers.Refused<Pkcs11SigningKey>(loaded.Findings);
        }

        Answer<Pkcs11SigningKey> opened = module.OpenKey(uri, pin, certificate);
        if (opened.TryGetValue(out Pkcs11SigningKey? key))
        {
            key._module = module;
        }
        else
        {
            module.Dispose();
        }

        return opened;
    }

    /// <inheritdoc/>
    /// <exception cref="CryptographicException">The token did not sign.</exception>
    public byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (scheme.Family != PublicKey.Family)
        {
            throw new ArgumentException($"the key is {PublicKey}", nameof(scheme));
        }

        (IMechanism mechanism, byte[] input) = TokenSignature.Prepare(_session.Factories, scheme, data);
        using (mechanism)
        {
            byte[] signature = Sign(mechanism, input);
            return scheme.Family == KeyFamily.Ecdsa ? TokenSignature.EcdsaToDer(signature, PublicKey.Bits) : signature;
        }
    }

    /// <summary>The kind of key, never more.</summary>
    public override string ToString() => $"private key in a token, {PublicKey}";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _session.Dispose();
        }
        catch (Pkcs11Exception)
        {
            // the token was pulled out, and the session went with it
        }

        _module?.Dispose();
    }

    // The answer hands the key to the caller, who disposes it.
    internal static Pkcs11SigningKey TakeOver(ISession session, IObjectHandle key, PublicKey publicKey, ImmutableArray<Certificate> certificates)
        => new(session, key, publicKey, certificates);

    private byte[] Sign(IMechanism mechanism, byte[] input)
    {
        lock (_gate)
        {
            try
            {
                return _session.Sign(mechanism, _key, input);
            }
            catch (Pkcs11Exception e)
            {
                throw new CryptographicException($"the token did not sign: {e.RV}", e);
            }
        }
    }
}
