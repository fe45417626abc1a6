using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Manifests;

/// <summary>The texts under <c>data</c> of a Secret or ConfigMap.</summary>
internal static class ManifestValues
{
    /// <summary>The values as bytes, in the order of their keys; null when there is no <c>data</c>.</summary>
    public static List<byte[]>? Read(KubeObject source, bool isSecret)
    {
        using var document = JsonDocument.Parse(source.Json, KubeJson.DocumentOptions);
        if (!document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return
        [
            .. data.EnumerateObject()
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => isSecret ? p.Value.GetBytesFromBase64() : Encoding.UTF8.GetBytes(p.Value.GetString()!)),
        ];
    }
}
