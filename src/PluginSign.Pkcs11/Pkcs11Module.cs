using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>A loaded PKCS #11 library. Keys opened from it end with it; a process needs one for each library, however many keys it uses.</summary>
/// <remarks>The library is native code and runs in this process: its path is as much a matter of trust as a plugin's.</remarks>
public sealed class Pkcs11Module : IDisposable
{
    private readonly IPkcs11Library _library;

    private Pkcs11Module(IPkcs11Library library)
    {
        _library = library;
    }

    /// <summary>Loads and initializes a module.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <exception cref="ArgumentException">The path is not absolute: it would be searched for.</exception>
    public static Answer<Pkcs11Module> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException("the path is not absolute", nameof(path));
        }

        try
        {
            ModuleLoading.Prepare();
            Pkcs11InteropFactories factories = new();
            return Answers.Passed(TakeOver(factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, path, AppType.MultiThreaded)));
        }
        catch (Pkcs11Exception e)
        {
            return Answers.Refused<Pkcs11Module>(TokenFindings.ModuleMissing(path, $"{e.Method}: {e.RV}"));
        }
        catch (Exception e) when (e is UnmanagedException or LibraryArchitectureException or DllNotFoundException or EntryPointNotFoundException)
        {
            string why = e is LibraryArchitectureException ? "it is made for another machine" : File.Exists(path) ? "it is no PKCS #11 library" : "there is no such file";
            return Answers.Refused<Pkcs11Module>(TokenFindings.ModuleMissing(path, why));
        }
    }

    /// <summary>Opens a session with the token that the URI names, logs in once, and finds the key.</summary>
    /// <param name="uri">Which key. Its module-path is not looked at.</param>
    /// <param name="pin">The token's user PIN; null for a token that wants none, or has a keypad of its own. The caller disposes it.</param>
    /// <param name="certificate">The key's certificate, for tokens that do not give the public half; may be null.</param>
    /// <returns>The key, or why there is none. A wrong PIN is tried once, never again.</returns>
    public Answer<Pkcs11SigningKey> OpenKey(Pkcs11Uri uri, TokenPin? pin, Certificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        try
        {
            Answer<ISlot> slot = TokenSearch.Find(_library, uri);
            return slot.TryGetValue(out ISlot? token) ? OpenKey(token, uri, pin, certificate) : Answers.Refused<Pkcs11SigningKey>(slot.Findings);
        }
        catch (Pkcs11Exception e)
        {
            return Answers.Refused<Pkcs11SigningKey>(TokenFindings.Failed(e));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _library.Dispose();

    // The answer hands the module to the caller, who disposes it.
    private static Pkcs11Module TakeOver(IPkcs11Library library) => new(library);

    private static Answer<Pkcs11SigningKey> OpenKey(ISlot token, Pkcs11Uri uri, TokenPin? pin, Certificate? certificate)
    {
        ISession session = token.OpenSession(SessionType.ReadOnly);
        bool isKept = false;
        try
        {
            if (LogIn(session, token.GetTokenInfo().TokenFlags, pin) is { } refusal)
            {
                return Answers.Refused<Pkcs11SigningKey>(refusal);
            }

            TokenObjects objects = new(session, uri);
            Answer<IObjectHandle> found = objects.FindKey();
            if (!found.TryGetValue(out IObjectHandle? handle))
            {
                return Answers.Refused<Pkcs11SigningKey>(found.Findings);
            }

            List<Certificate> certificates = objects.FindCertificates(handle);
            Answer<PublicKey> half = objects.FindPublicKey(handle, certificate is null ? certificates : [certificate, .. certificates]);
            if (!half.TryGetValue(out PublicKey? publicKey))
            {
                return Answers.Refused<Pkcs11SigningKey>(half.Findings);
            }

            isKept = true;
            return Answers.Passed(Pkcs11SigningKey.TakeOver(session, handle, publicKey, [.. certificates]), half.Findings);
        }
        finally
        {
            if (!isKept)
            {
                session.Dispose();
            }
        }
    }

    // One attempt: a token counts wrong PINs and locks after a few.
    private static Finding? LogIn(ISession session, ITokenFlags flags, TokenPin? pin)
    {
        if (!flags.LoginRequired)
        {
            return null;
        }

        if (flags.UserPinLocked)
        {
            return TokenFindings.Locked();
        }

        if (pin is null && !flags.ProtectedAuthenticationPath)
        {
            return TokenFindings.PinNeeded();
        }

        try
        {
            session.Login(CKU.CKU_USER, pin?.Utf8);
            return null;
        }
        catch (Pkcs11Exception e) when (e.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            return null; // another session of this process has logged in
        }
        catch (Pkcs11Exception e)
        {
            return TokenFindings.Of(e);
        }
    }
}
