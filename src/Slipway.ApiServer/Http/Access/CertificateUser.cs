using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Access;

/// <summary>The user that a client certificate names: the common name, with the organizations as groups.</summary>
internal static class CertificateUser
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <returns>Null when the subject has no common name.</returns>
    public static RequestUser? Of(X509Certificate2 certificate)
    {
        var name = "";
        var groups = ImmutableArray.CreateBuilder<string>();

        // A relative name may hold several values (Go writes all organizations into one), which .NET's own reader refuses.
        var subject = new AsnReader(certificate.SubjectName.RawData, AsnEncodingRules.DER).ReadSequence();
        while (subject.HasData)
        {
            var relative = subject.ReadSetOf(skipSortOrderValidation: true);
            while (relative.HasData)
            {
                var attribute = relative.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                if (type is CommonName or Organization)
                {
                    var value = ReadText(attribute);
                    if (type == CommonName)
                    {
                        name = value;
                    }
                    else
                    {
                        groups.Add(value);
                    }
                }
            }
        }

        return name.Length == 0 ? null : new RequestUser(name, [.. groups, RequestAuthenticator.AuthenticatedGroup]);
    }

    private static string ReadText(AsnReader attribute) =>
        attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue);
}
