using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Certificates;
using Slipway.Testing.Fuzzing;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>Tokens and certificate requests, whole and in their parts: what was changed is not believed, and fails in no other way.</summary>
public sealed class CredentialFuzzTests
{
    private static readonly byte[][] Claims =
    [
        """{"aud":["a"],"exp":2,"iat":1,"iss":"i","jti":"x","kubernetes.io":{"namespace":"n","serviceaccount":{"name":"s","uid":"u"},"warnafter":3},"nbf":1,"sub":"s"}"""u8.ToArray(),
        """{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"n","kubernetes.io/serviceaccount/service-account.name":"s"}"""u8.ToArray(),
    ];

    [Fact]
    public Task Token_OfAnyText_IsRefused()
    {
        var key = NewKey();
        return Fuzz.TextAsync(
            "tokens",
            [.. Claims.Select(c => SignedToken.Sign(NewKey(), c)), "a.b.c", "..", ""],
            text => Assert.False(SignedToken.ReadUnverified(text) is not null && SignedToken.IsSignedBy(text, key)));
    }

    [Fact]
    public Task Token_WithAnotherPart_IsRefused()
    {
        var key = NewKey();
        var (header, payload, signature) = SignedToken.Sign(key, Claims[0]).Split('.') is [var h, var p, var s] ? (h, p, s) : default;
        return Fuzz.BytesAsync(
            "parts of tokens",
            [.. Claims, Base64Url.DecodeFromChars(header), """{"iss":"i","iss":"i"}"""u8.ToArray()],
            bytes =>
            {
                var part = Base64Url.EncodeToString(bytes);
                foreach (var token in (string[])[$"{part}.{payload}.{signature}", $"{header}.{part}.{signature}"])
                {
                    Assert.False(
                        SignedToken.ReadUnverified(token) is not null && SignedToken.IsSignedBy(token, key) && part != header && part != payload);
                }

                SignedToken.ReadUnverified(SignedToken.Sign(key, bytes));
            });
    }

    [Fact]
    public async Task SigningRequest_OfAnyBytes_IsReadOrRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var seed = Request(key, new X500DistinguishedName("CN=a, O=b"), Names());
        await Fuzz.BytesAsync(
            "certificate requests",
            [seed, Encoding.UTF8.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", seed))],
            bytes =>
            {
                Read(bytes);
                Read(Encoding.UTF8.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", bytes)));
            });
    }

    [Theory]
    [InlineData("06082A8648CE3D030107")]
    [InlineData("06082A8648CE3D040302")]
    public void SigningRequest_OfAnUnknownCurveOrAlgorithm_IsRefused(string identifier)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(key, new X500DistinguishedName("CN=a"), Names());
        var known = Convert.FromHexString(identifier);
        request[request.AsSpan().IndexOf(known) + known.Length - 1] = 0x7E;
        var pem = Encoding.UTF8.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", request));

        Assert.Throws<FormatException>(() => SigningRequest.Read(new JsonObject { ["request"] = Convert.ToBase64String(pem) }));
    }

    // What is signed gets further than what is only changed.
    [Fact]
    public async Task SigningRequest_WithASubjectOrNamesOfAnyBytes_IsReadOrRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Fuzz.BytesAsync(
            "subjects of certificate requests",
            [new X500DistinguishedName("CN=system:node:a, O=system:nodes, O=b").RawData, new X500DistinguishedName("OU=\"a,b\", C=DE").RawData, Names()],
            bytes =>
            {
                ReadSigned(key, new X500DistinguishedName(bytes), Names());
                ReadSigned(key, new X500DistinguishedName("CN=a"), bytes);
            });
    }

    private static void ReadSigned(ECDsa key, X500DistinguishedName subject, byte[] names)
    {
        byte[] request;
        try
        {
            request = Request(key, subject, names);
        }
        catch (CryptographicException)
        {
            return;
        }

        Read(Encoding.UTF8.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", request)));
    }

    private static void Read(byte[] request)
    {
        try
        {
            SigningRequest.Read(new JsonObject { ["request"] = Convert.ToBase64String(request) });
        }
        catch (FormatException)
        {
            // As it says.
        }
    }

    private static byte[] Request(ECDsa key, X500DistinguishedName subject, byte[] names)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", names, critical: false));
        return request.CreateSigningRequest();
    }

    private static byte[] Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("a.example.com");
        names.AddEmailAddress("a@example.com");
        return names.Build().RawData;
    }

    private static ServiceAccountKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ServiceAccountKey.FromPem(key.ExportPkcs8PrivateKeyPem());
    }
}
