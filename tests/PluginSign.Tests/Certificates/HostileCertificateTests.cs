using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>Reading never throws, and nothing that was changed is ever valid.</summary>
public sealed class HostileCertificateTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly PathValidator Validator = new([Pki.Root.Certificate], [Pki.Intermediate.Certificate]);

    private static readonly IssuedCertificate Rich = Pki.IssueSigner(static t => t with
    {
        Subject = "CN=Rich, OU=Unit, O=\"Acme, Inc.\", C=DE",
        SubjectAlternativeNames =
        [
            GeneralNames.Uri("https://plugins.example.test"), GeneralNames.Dns("a.example.test"), GeneralNames.Email("a@example.test"),
            GeneralNames.Ip("192.0.2.1"), GeneralNames.Directory("CN=Rich"), GeneralNames.Other("1.2.3", "x"), GeneralNames.Registered("1.2.3.4"),
        ],
        Extensions = [GeneralNames.Constraints([GeneralNames.Dns("example.test")], [GeneralNames.Ip(192, 0, 2, 0, 255, 255, 255, 0)])],
    });

    [Fact]
    public void The_unchanged_certificate_is_valid() => Assert.True(Validates(Rich.Der));

    [Fact]
    public void Every_truncation_is_malformed()
    {
        for (int length = 0; length < Rich.Der.Length; length++)
        {
            AssertMalformed(Rich.Der[..length]);
        }
    }

    [Fact]
    public void Every_change_of_one_byte_is_read_without_a_throw_and_refused()
    {
        byte[] masks = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x1f];
        foreach (byte mask in masks)
        {
            for (int i = 0; i < Rich.Der.Length; i++)
            {
                byte[] changed = [.. Rich.Der];
                changed[i] ^= mask;
                Assert.False(Validates(changed), $"byte {i} ^ {mask:x2}");
            }
        }
    }

    [Fact]
    public void Every_change_of_one_byte_of_an_rsa_and_an_ed25519_certificate_is_refused()
    {
        TestKey[] keys = [TestKey.Rsa(2048), TestKey.Ed25519()];
        foreach (byte[] der in keys.Select(static k => Pki.IssueSigner(t => t with { Key = k }).Der))
        {
            Assert.True(Validates(der));
            for (int i = 0; i < der.Length; i++)
            {
                byte[] changed = [.. der];
                changed[i] ^= 0x10;
                Assert.False(Validates(changed), $"byte {i}");
            }
        }
    }

    [Fact]
    public void Bytes_after_the_certificate_are_malformed() => AssertMalformed([.. Rich.Der, 0]);

    [Fact]
    public void A_certificate_above_the_cap_is_malformed() => AssertMalformed(new byte[Limits.CertificateBytes + 1]);

    [Fact]
    public void The_callers_array_may_change_afterwards()
    {
        byte[] der = [.. Rich.Der];
        Assert.True(Certificate.Read(der).TryGetValue(out Certificate? certificate));
        Array.Clear(der);
        Assert.True(Validator.ValidateAllowingRevoked(certificate!, [], TestPki.ValidationTime, Judging.CodeSigning).Answer.Passed);
    }

    [Theory]
    [InlineData(0, "notBefore")]
    [InlineData(1, "notAfter")]
    public void A_year_that_is_none_is_named_with_its_field(int which, string field)
    {
        byte[] der = Pki.IssueSigner(static t => t with { GeneralizedTimes = true }).Der;
        byte[] stamp = System.Text.Encoding.ASCII.GetBytes(which == 0 ? "20250601" : "20270601");
        int at = der.AsSpan().IndexOf(stamp);
        Assert.True(at > 0);
        "0000"u8.CopyTo(der.AsSpan(at));
        Finding finding = Assert.Single(Certificate.Read(der).Findings);
        Assert.Contains(field, finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_extension_is_named()
    {
        Answer<Certificate> read = Certificate.Read(Pki.IssueSigner(static t => t with { KeyUsage = null, Extensions = [Extra("2.5.29.15", 4, 1, 0)] }).Der);
        Assert.Contains("2.5.29.15", Assert.Single(read.Findings).Actual, StringComparison.Ordinal);
    }

    public static TheoryData<string> Malformed => [.. Templates.Keys];

    private static readonly Dictionary<string, Func<CertificateTemplate, CertificateTemplate>> Templates = new(StringComparer.Ordinal)
    {
        ["inner and outer signature algorithms differ"] =
            static t => t with { InnerSignatureAlgorithm = TestKey.P384().SignatureAlgorithm(System.Security.Cryptography.HashAlgorithmName.SHA384) },
        ["extensions in version 1"] = static t => t with { Version = 1 },
        ["extensions in version 2"] = static t => t with { Version = 2 },
        ["version 4"] = static t => t with { Version = 4 },
        ["version 0"] = static t => t with { Version = 0 },
        ["an extension twice"] = static t => t with { Extensions = [Extra("1.2.3", 5, 0), Extra("1.2.3", 5, 0)] },
        ["key usage twice"] = static t => t with { Extensions = [Extra("2.5.29.15", 3, 2, 7, 0x80)] },
        ["basic constraints with trailing bytes"] = static t => t with { IsCa = null, Extensions = [Extra("2.5.29.19", 0x30, 0, 0)] },
        ["basic constraints with a negative path length"] = static t => t with { IsCa = null, Extensions = [Extra("2.5.29.19", 0x30, 6, 1, 1, 0xff, 2, 1, 0xff)] },
        ["basic constraints with a BER boolean"] = static t => t with { IsCa = null, Extensions = [Extra("2.5.29.19", 0x30, 3, 1, 1, 1)] },
        ["key usage that is no bit string"] = static t => t with { KeyUsage = null, Extensions = [Extra("2.5.29.15", 4, 1, 0)] },
        ["an empty extended key usage"] = static t => t with { ExtendedKeyUsage = [] },
        ["an extended key usage of something else"] = static t => t with { ExtendedKeyUsage = null, Extensions = [Extra("2.5.29.37", 0x30, 2, 5, 0)] },
        ["an empty subject alternative name"] = static t => t with { SubjectAlternativeNames = [], Extensions = [Extra("2.5.29.17", 0x30, 0)] },
        ["an alternative name of no known kind"] = static t => t with { SubjectAlternativeNames = [], Extensions = [Extra("2.5.29.17", 0x30, 2, 0x89, 0)] },
        ["an alternative name that is not ASCII"] = static t => t with { SubjectAlternativeNames = [GeneralNames.Dns("b\u00fccher.test")] },
        ["empty name constraints"] = static t => t with { Extensions = [Extra("2.5.29.30", 0x30, 0)] },
        ["name constraints without a name"] = static t => t with { Extensions = [GeneralNames.Constraints([])] },
        ["a subject key identifier of something else"] = static t => t with { KeyIdentifiers = false, Extensions = [Extra("2.5.29.14", 5, 0)] },
        ["an authority key identifier of something else"] = static t => t with { KeyIdentifiers = false, Extensions = [Extra("2.5.29.35", 5, 0)] },
        ["an object identifier of a kilobyte"] =
            static t => t with { ExtendedKeyUsage = null, Extensions = [new("2.5.29.37", false, LongPurpose())] },
        ["more extensions than the cap"] =
            static t => t with { Extensions = [.. Enumerable.Range(0, Limits.Extensions).Select(static i => Extra($"1.2.3.{i}", 5, 0))] },
        ["more names than the cap"] =
            static t => t with { SubjectAlternativeNames = [.. Enumerable.Range(0, Limits.Names + 1).Select(static i => GeneralNames.Dns($"h{i}"))] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_certificate_is_refused(string fault) => AssertMalformed(Pki.IssueSigner(Templates[fault]).Der);

    private static TestExtension Extra(string oid, params byte[] value) => new(oid, Critical: false, value);

    private static byte[] LongPurpose()
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            byte[] arc = [.. Enumerable.Repeat((byte)0xff, 1023), 0x7f];
            writer.WriteEncodedValue((byte[])[6, 0x82, 0x04, 0x00, .. arc]);
        }

        return writer.Encode();
    }

    private static void AssertMalformed(byte[] der)
    {
        Answer<Certificate> read = Certificate.Read(der);
        Assert.False(read.TryGetValue(out _));
        Assert.Equal(FindingCode.CertificateMalformed, Assert.Single(read.Findings).Code);
    }

    private static bool Validates(byte[] der)
        => Certificate.Read(der).TryGetValue(out Certificate? certificate)
            && Validator.ValidateAllowingRevoked(certificate, [], TestPki.ValidationTime, Judging.Any).Answer.Passed;
}
