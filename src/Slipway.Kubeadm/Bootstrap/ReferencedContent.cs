using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>What files and passwords refer to in Secrets, as it was found.</summary>
/// <param name="Values">What stands there, by Secret and key.</param>
/// <param name="Problem">Why a reference could not be followed; null when all were.</param>
internal sealed record ReferencedContent(
    ImmutableDictionary<(string Secret, string Key), byte[]> Values, (ErrorCode Code, string Message)? Problem)
{
    /// <summary>Nothing is referred to.</summary>
    public static ReferencedContent None { get; } = new(ImmutableDictionary<(string, string), byte[]>.Empty, null);

    /// <summary>Follows every reference of the spec.</summary>
    public static async ValueTask<ReferencedContent> ReadAsync(
        IObjectReader cache, string ns, KubeadmConfigSpec spec, CancellationToken cancellationToken)
    {
        var references = (spec.Files ?? [])
            .Select((f, i) => (Field: $"spec.files[{i}].contentFrom.secret", Reference: f.ContentFrom?.Secret))
            .Concat((spec.Users ?? []).Select((u, i) => (Field: $"spec.users[{i}].passwdFrom.secret", Reference: u.PasswdFrom?.Secret)));
        var content = None;
        foreach (var (field, reference) in references)
        {
            if (reference is not { Name: { } name, Key: { } key })
            {
                continue;
            }

            var secret = await cache.ReadAsync(BuiltInTypes.Secret, new(ns, name), cancellationToken);
            if (secret is Observed<k8s.Models.V1Secret>.Unknown unknown)
            {
                return content with { Problem = (unknown.Code, $"{field}: {unknown.Message}") };
            }

            if (secret.ValueOrNull?.Data?.TryGetValue(key, out var bytes) != true)
            {
                var what = secret.ValueOrNull is null ? $"there is no Secret {name}" : $"Secret {name} has no key {key}";
                return content with { Problem = (ErrorCodes.ReferenceNotFound, $"{field}: {what}") };
            }

            content = content with { Values = content.Values.SetItem((name, key), bytes!) };
        }

        return content;
    }
}
