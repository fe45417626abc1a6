using System.Collections.Immutable;

namespace Slipway.ApiServer.Certificates;

/// <summary>What the signers of a cluster give, and to whom.</summary>
internal static class SignerRules
{
    private const string NodeUser = "system:node:";

    private static readonly ImmutableArray<string> ClientUsages = ["digital signature", "key encipherment", "client auth"];
    private static readonly ImmutableArray<string> ServingUsages = ["digital signature", "key encipherment", "server auth"];

    /// <summary>Why the signer does not sign the request; null when it does.</summary>
    /// <param name="signer">The signer's name.</param>
    /// <param name="request">The request.</param>
    /// <param name="usages">What the certificate is to be used for.</param>
    public static string? Refusal(string signer, SigningRequest request, IReadOnlyList<string> usages) => signer switch
    {
        CertificateSigners.KubeletClient =>
            NodeRefusal(request)
            ?? (request.HostNames + request.OtherNames > 0 ? "subjectAltNames are not allowed" : null)
            ?? UsageRefusal(usages, ClientUsages, "client auth"),
        CertificateSigners.KubeletServing =>
            NodeRefusal(request)
            ?? (request.HostNames == 0 ? "DNS or IP subjectAltName is required" : null)
            ?? (request.OtherNames > 0 ? "email and URI subjectAltNames are not allowed" : null)
            ?? UsageRefusal(usages, ServingUsages, "server auth"),
        CertificateSigners.Client => UsageRefusal(usages, ClientUsages, "client auth"),
        _ => $"the signer {signer} is not one of this cluster's",
    };

    private static string? NodeRefusal(SigningRequest request) =>
        request.Organizations is not ["system:nodes"] ? "subject organization is not system:nodes"
        : !request.CommonName.StartsWith(NodeUser, StringComparison.Ordinal) ? "subject common name does not begin with system:node: "
        : null;

    private static string? UsageRefusal(IReadOnlyList<string> usages, ImmutableArray<string> allowed, string needed) =>
        usages.Contains(needed, StringComparer.Ordinal) && usages.All(u => allowed.Contains(u))
            ? null
            : $"usages did not match: {needed} is needed, and of others only {string.Join(" and ", allowed.Where(a => a != needed))} are given";
}
