using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Access;

/// <summary>The user that a client certificate names: the common name, with the organizations as groups.</summary>
internal static class CertificateUser
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    // Registered by Kubernetes for the UID of a user.
    private const string UserUid = "1.3.6.1.4.1.57683.2";

    /// <returns>Null when the subject has no common name, or more than one UID.</returns>
    public static RequestUser? Of(X509Certificate2 certificate)
    {
        var name = "";
        var groups = ImmutableArray.CreateBuilder<string>();
        var uids = new List<string>(0);

        // A relative name may hold several values (Go writes all organizations into one), which .NET's own reader refuses.
        var subject = new AsnReader(certificate.SubjectName.RawData, AsnEncodingRules.DER).ReadSequence();
        while (subject.HasData)
        {
            var relative = subject.ReadSetOf(skipSortOrderValidation: true);
            while (relative.HasData)
            {
                var attribute = relative.ReadSequence();
                switch (attribute.ReadObjectIdentifier())
                {
                    case CommonName:
                        name = ReadText(attribute);
                        break;
                    case Organization:
                        groups.Add(ReadText(attribute));
                        break;
                    case UserUid:
                        uids.Add(ReadText(attribute));
                        break;
                    default:
                        break;
                }
            }
        }

        if (name.Length == 0 || uids.Count > 1 || uids.Contains(""))
        {
            return null;
        }

        if (!groups.Contains(RequestGroups.Authenticated))
        {
            groups.Add(RequestGroups.Authenticated);
        }

        return new RequestUser(name, groups.ToImmutable()) { Uid = uids.FirstOrDefault() ?? "", Extra = CredentialOf(certificate) };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> CredentialOf(X509Certificate2 certificate) =>
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal).Add(
            "authentication.kubernetes.io/credential-id",
            ["X509SHA256=" + Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span))]);

    private static string ReadText(AsnReader attribute) =>
        attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue);
}
