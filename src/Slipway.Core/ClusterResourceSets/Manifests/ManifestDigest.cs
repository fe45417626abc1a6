using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Manifests;

/// <summary>What a decision needs to know of the manifests in a Secret or ConfigMap.</summary>
/// <param name="Hash">
/// <c>sha256:</c> and the hash over all values, in the order of their keys: what Cluster API writes into bindings, so that one that it
/// wrote stands. Empty when there are no values.
/// </param>
/// <param name="IsWrongType">Whether it is a Secret that is not meant for manifests, and that nothing may be taken from.</param>
internal sealed record ManifestDigest(string Hash, bool IsWrongType)
{
    public static ManifestDigest Of(KubeObject source, string kind)
    {
        var isSecret = kind == ResourceKind.Secret;
        if (isSecret && TypeOf(source) != SecretTypes.ResourceSet)
        {
            return new ManifestDigest("", IsWrongType: true);
        }

        if (ManifestValues.Read(source, isSecret) is not { } values)
        {
            return new ManifestDigest("", IsWrongType: false);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        values.ForEach(v => hash.AppendData(v));
        return new ManifestDigest($"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}", IsWrongType: false);
    }

    private static string? TypeOf(KubeObject secret)
    {
        using var document = JsonDocument.Parse(secret.Json, KubeJson.DocumentOptions);
        return document.RootElement.TryGetProperty("type", out var type) ? type.GetString() : null;
    }
}
