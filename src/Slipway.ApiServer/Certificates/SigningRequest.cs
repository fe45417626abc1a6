using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Certificates;

/// <summary>What a CertificateSigningRequest asks for, as its PKCS#10 request says it.</summary>
internal sealed class SigningRequest
{
    private const string CommonNameOid = "2.5.4.3";
    private const string OrganizationOid = "2.5.4.10";
    private const string AlternativeNamesOid = "2.5.29.17";

    private SigningRequest(CertificateRequest request)
    {
        Request = request;
        ReadSubject(request.SubjectName);
        if (request.CertificateExtensions.FirstOrDefault(e => e.Oid?.Value == AlternativeNamesOid) is { } extension)
        {
            ReadNames(extension.RawData);
        }
    }

    public CertificateRequest Request { get; }

    public string CommonName { get; private set; } = "";

    public ImmutableArray<string> Organizations { get; private set; } = [];

    /// <summary>How many DNS names and addresses are asked for.</summary>
    public int HostNames { get; private set; }

    /// <summary>How many other names, such as mail addresses and URIs, are asked for.</summary>
    public int OtherNames { get; private set; }

    /// <summary>Reads the request of an object.</summary>
    /// <exception cref="FormatException">It is no PKCS#10 request in PEM, or is not signed by its own key. The message says so.</exception>
    public static SigningRequest Read(JsonObject spec)
    {
        var pem = Encoding.UTF8.GetString(Convert.FromBase64String(spec.Text("request")));
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not ("CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST"))
        {
            throw new FormatException("PEM block type must be CERTIFICATE REQUEST");
        }

        try
        {
            return new SigningRequest(CertificateRequest.LoadSigningRequestPem(
                pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1));
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException or NotSupportedException)
        {
            throw new FormatException("the request cannot be read, or its signature is not by its own key", e);
        }
    }

    private void ReadSubject(X500DistinguishedName name)
    {
        var organizations = ImmutableArray.CreateBuilder<string>();
        var subject = new AsnReader(name.RawData, AsnEncodingRules.DER).ReadSequence();
        while (subject.HasData)
        {
            var relative = subject.ReadSetOf(skipSortOrderValidation: true);
            while (relative.HasData)
            {
                var attribute = relative.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                if (type is CommonNameOid or OrganizationOid)
                {
                    var value = attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue);
                    if (type == CommonNameOid)
                    {
                        CommonName = value;
                    }
                    else
                    {
                        organizations.Add(value);
                    }
                }
            }
        }

        Organizations = organizations.ToImmutable();
    }

    private void ReadNames(byte[] extension)
    {
        const int DnsName = 2;
        const int Address = 7;
        var names = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            var isHost = names.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: DnsName or Address };
            HostNames += isHost ? 1 : 0;
            OtherNames += isHost ? 0 : 1;
            names.ReadEncodedValue();
        }
    }
}
