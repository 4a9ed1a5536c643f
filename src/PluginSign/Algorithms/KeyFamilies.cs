namespace PluginSign.Algorithms;

/// <summary>What follows from a <see cref="KeyFamily"/> alone.</summary>
public static class KeyFamilies
{
    /// <summary>Whether signatures of the family are believed to outlive quantum computers.</summary>
    public static bool IsPostQuantum(this KeyFamily family) => family is KeyFamily.MlDsa44 or KeyFamily.MlDsa65 or KeyFamily.MlDsa87;

    /// <summary>The family's name in a sentence; <c>none</c> for no family.</summary>
    public static string Name(this KeyFamily family) => family switch
    {
        KeyFamily.Ecdsa => "ECDSA",
        KeyFamily.Rsa => "RSA",
        KeyFamily.Ed25519 => "Ed25519",
        KeyFamily.MlDsa44 => "ML-DSA-44",
        KeyFamily.MlDsa65 => "ML-DSA-65",
        KeyFamily.MlDsa87 => "ML-DSA-87",
        KeyFamily.None => "none",
    };
}
