using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Kubernetes.Certificates;

/// <summary>Makes certificate authorities and the certificates they sign, the way kubeadm does.</summary>
/// <param name="time">Says from when a certificate is valid.</param>
public sealed class CertificateFactory(TimeProvider time)
{
    // Clocks of nodes differ a little; kubeadm and Cluster API backdate by the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private const string AlternativeNames = "2.5.29.17";

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Makes a self-signed authority.</summary>
    /// <param name="commonName">Its name, such as <c>kubernetes</c>.</param>
    /// <param name="lifetime">How long it is valid; ten years when null.</param>
    /// <param name="algorithm">The kind of key.</param>
    public CertificateKeyPair CreateAuthority(
        string commonName, TimeSpan? lifetime = null, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256)
    {
        using var key = PrivateKeys.Create(algorithm);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        var request = PrivateKeys.Request(subject.Build(), key);
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));

        var now = time.GetUtcNow();
        using var certificate = request.Create(
            request.SubjectName, PrivateKeys.Signer(key), now - ClockSkew, now + (lifetime ?? TimeSpan.FromDays(3650)), NewSerial());
        return new(Pem(certificate), PrivateKeys.ToPem(key));
    }

    /// <summary>Makes a key and a certificate for it, signed by the authority.</summary>
    /// <exception cref="CryptographicException">The authority is not usable.</exception>
    /// <exception cref="ArgumentException">
    /// The subject is the authority's own: verifiers would take the certificate for self-signed.
    /// </exception>
    public CertificateKeyPair Issue(CertificateKeyPair authority, CertificateSpec spec)
    {
        using var issuer = authority.LoadCertificate();
        using var issuerKey = PrivateKeys.Read(issuer, authority.PrivateKeyPem);
        using var key = PrivateKeys.Create(spec.Algorithm);
        var subject = Subject(spec);
        if (subject.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
        {
            throw new ArgumentException($"the subject \"{subject.Name}\" is the authority's own: another common name was expected", nameof(spec));
        }

        var request = PrivateKeys.Request(subject, key);
        AddNames(request, spec);
        return new(Sign(issuer, issuerKey, request, spec.Usages, spec.Lifetime), PrivateKeys.ToPem(key));
    }

    /// <summary>Signs a request for a certificate: its key, subject and alternative names; all else is decided here.</summary>
    /// <param name="authority">The authority that signs.</param>
    /// <param name="request">The request, whose own signature must have been checked.</param>
    /// <param name="usages">What the certificate may be used for.</param>
    /// <param name="lifetime">How long it is valid from now on; never longer than its authority.</param>
    /// <returns>The certificate as PEM text.</returns>
    /// <exception cref="CryptographicException">The authority is not usable.</exception>
    public string Sign(CertificateKeyPair authority, CertificateRequest request, CertificateUsages usages, TimeSpan lifetime)
    {
        using var issuer = authority.LoadCertificate();
        using var issuerKey = PrivateKeys.Read(issuer, authority.PrivateKeyPem);
        var hash = HashAlgorithmName.SHA256;
        var certified = new CertificateRequest(request.SubjectName, request.PublicKey, hash, RSASignaturePadding.Pkcs1);
        foreach (var names in request.CertificateExtensions.Where(e => e.Oid?.Value == AlternativeNames))
        {
            certified.CertificateExtensions.Add(names);
        }

        return Sign(issuer, issuerKey, certified, usages, lifetime);
    }

    private string Sign(
        X509Certificate2 issuer, AsymmetricAlgorithm issuerKey, CertificateRequest request, CertificateUsages usages, TimeSpan lifetime)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        AddUsages(request, usages);
        var notBefore = Later(time.GetUtcNow() - ClockSkew, new DateTimeOffset(issuer.NotBefore));
        var notAfter = Earlier(time.GetUtcNow() + lifetime, new DateTimeOffset(issuer.NotAfter));
        using var certificate = request.Create(issuer.SubjectName, PrivateKeys.Signer(issuerKey), notBefore, notAfter, NewSerial());
        return Pem(certificate);
    }

    /// <summary>
    /// Makes a bare key pair, such as the one that signs service account tokens (kubeadm's <c>sa.key</c> and <c>sa.pub</c>).
    /// </summary>
    /// <returns>The public key (PKIX) and the private key, as PEM text.</returns>
    public static (string PublicKeyPem, string PrivateKeyPem) CreateKeyPair(KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256)
    {
        using var key = PrivateKeys.Create(algorithm);
        return (key.ExportSubjectPublicKeyInfoPem() + "\n", PrivateKeys.ToPem(key));
    }

    private static X500DistinguishedName Subject(CertificateSpec spec)
    {
        // The builder puts what is added last first; kubeadm writes organizations before the common name.
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(spec.CommonName);
        for (var i = spec.Organizations.Length - 1; i >= 0; i--)
        {
            subject.AddOrganizationName(spec.Organizations[i]);
        }

        return subject.Build();
    }

    private static void AddUsages(CertificateRequest request, CertificateUsages usages)
    {
        var oids = new OidCollection();
        if (usages.HasFlag(CertificateUsages.Server))
        {
            oids.Add(ServerAuthentication);
        }

        if (usages.HasFlag(CertificateUsages.Client))
        {
            oids.Add(ClientAuthentication);
        }

        if (oids.Count > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }
    }

    private static void AddNames(CertificateRequest request, CertificateSpec spec)
    {
        if (spec.DnsNames.IsEmpty && spec.Addresses.IsEmpty)
        {
            return;
        }

        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in spec.DnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (var address in spec.Addresses)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and of full length
        return serial;
    }
}
