using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// The key that signs service account tokens (kubeadm's <c>sa.key</c>): RSA, or ECDSA on P-256, P-384 or P-521. Safe to use from
/// several threads.
/// </summary>
public sealed class ServiceAccountKey
{
    private readonly Lock _gate = new();
    private readonly AsymmetricAlgorithm _key;

    private ServiceAccountKey(AsymmetricAlgorithm key, string algorithm)
    {
        _key = key;
        Algorithm = algorithm;
        KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>The algorithm as JSON Web Signatures name it, such as <c>ES256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>Names the key in tokens: the hash of its public part.</summary>
    public string KeyId { get; }

    private HashAlgorithmName Hash => Algorithm[2..] switch
    {
        "384" => HashAlgorithmName.SHA384,
        "512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    /// <summary>Reads a private key in PEM.</summary>
    /// <exception cref="CryptographicException">The text is no key, or one of another kind. The message holds nothing of it.</exception>
    public static ServiceAccountKey FromPem(string privateKeyPem)
    {
        try
        {
            // Not every form says in its label which kind of key it holds.
            return TryReadEcdsa(privateKeyPem) ?? ReadRsa(privateKeyPem);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("the key of service account tokens must be an RSA or ECDSA private key in PEM", e);
        }
    }

    /// <summary>The public part as a JSON Web Key.</summary>
    public JsonObject ToWebKey()
    {
        var key = new JsonObject { ["use"] = "sig", ["kty"] = _key is RSA ? "RSA" : "EC", ["kid"] = KeyId };
        if (_key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            key["alg"] = Algorithm;
            key["n"] = Base64Url.EncodeToString(parameters.Modulus);
            key["e"] = Base64Url.EncodeToString(parameters.Exponent);
        }
        else
        {
            var point = ((ECDsa)_key).ExportParameters(includePrivateParameters: false).Q;
            key["crv"] = _key.KeySize switch { 256 => "P-256", 384 => "P-384", _ => "P-521" };
            key["alg"] = Algorithm;
            key["x"] = Base64Url.EncodeToString(point.X);
            key["y"] = Base64Url.EncodeToString(point.Y);
        }

        return key;
    }

    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            return _key is RSA rsa ? rsa.SignData(data, Hash, RSASignaturePadding.Pkcs1) : ((ECDsa)_key).SignData(data, Hash);
        }
    }

    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_gate)
        {
            return _key is RSA rsa
                ? rsa.VerifyData(data, signature, Hash, RSASignaturePadding.Pkcs1)
                : ((ECDsa)_key).VerifyData(data, signature, Hash);
        }
    }

    private static ServiceAccountKey? TryReadEcdsa(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new ServiceAccountKey(key, key.KeySize switch { 256 => "ES256", 384 => "ES384", _ => "ES512" });
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    private static ServiceAccountKey ReadRsa(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return new ServiceAccountKey(key, "RS256");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
