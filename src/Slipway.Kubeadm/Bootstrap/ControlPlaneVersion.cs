using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The version of a cluster's control plane, whatever kind it is of, for templates of files.</summary>
/// <param name="Text">As v1.35.0; null where the control plane has none, or the cluster has no control plane object.</param>
/// <param name="Problem">Why it could not be read; null when it could.</param>
internal sealed record ControlPlaneVersion(string? Text, (ErrorCode Code, string Message)? Problem)
{
    /// <summary>Nobody asked.</summary>
    public static ControlPlaneVersion None { get; } = new(null, null);

    /// <summary>Reads it from what the Cluster refers to.</summary>
    public static async ValueTask<ControlPlaneVersion> ReadAsync(IObjectReader cache, Cluster cluster, CancellationToken cancellationToken)
    {
        if (cluster.Spec?.ControlPlaneRef is not { } reference)
        {
            return None;
        }

        return await cache.ReadAsync(reference, cluster.Metadata.NamespaceProperty, cancellationToken) switch
        {
            Observed<ContractObject>.Found(var controlPlane) => Of(controlPlane),
            Observed<ContractObject>.Unknown(var code, var message) => new(null, (code, $"Cluster spec.controlPlaneRef: {message}")),
            _ => new(null, (ErrorCodes.ReferenceNotFound, $"Cluster spec.controlPlaneRef: there is no {reference.Kind} {reference.Name}")),
        };
    }

    /// <summary>What the version that an object names is in full; null when it is none.</summary>
    public static string? Normalize(string text)
    {
        var trimmed = text.Trim();
        var parts = (trimmed.StartsWith('v') ? trimmed[1..] : trimmed).Split('.', 3);
        if (parts.Length < 3 && parts[^1].AsSpan().ContainsAny('+', '-'))
        {
            return null;
        }

        var numbers = parts.Select(WithoutLeadingZeros).Concat(Enumerable.Repeat("0", 3 - parts.Length));
        return KubernetesVersion.TryParse(string.Join('.', numbers), out var version) ? version.ToString() : null;
    }

    private static ControlPlaneVersion Of(ContractObject controlPlane)
    {
        var field = $"{controlPlane.Kind} {controlPlane.Source.Metadata.Name} spec.version";
        return controlPlane.At("spec", "version") switch
        {
            null => None,
            var node when node.GetValueKind() != System.Text.Json.JsonValueKind.String =>
                new(null, (ErrorCodes.ContractViolation, $"{field}: a text such as v1.35.0 was expected")),
            var node when (string?)node is "" => None,
            var node => Normalize((string)node!) is { } version
                ? new(version, null)
                : new(null, (ErrorCodes.ContractViolation, $"{field}: \"{(string?)node}\" is not a version such as v1.35.0")),
        };
    }

    private static string WithoutLeadingZeros(string part)
    {
        var rest = part.Length > 1 ? part.TrimStart('0') : part;
        return rest.Length > 0 && (char.IsAsciiDigit(rest[0]) || part.Length <= 1) ? rest : "0" + rest;
    }
}
