using k8s.Models;
using Slipway.Api;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The Machine that boots from a KubeadmConfig, or the MachinePool whose machines do.</summary>
internal static class ConfigOwner
{
    /// <summary>
    /// The owner as a Machine; null when the config has none. A pool is like a worker that has joined once all of its machines have, but that
    /// it may get more at any time.
    /// </summary>
    public static async ValueTask<Observed<Machine>?> ReadAsync(
        KubeadmConfig config, IObjectReader cache, CancellationToken cancellationToken)
    {
        if (Of(config) is not { } owner)
        {
            return null;
        }

        var key = new ObjectKey(config.Metadata.NamespaceProperty, owner.Name);
        return owner.Kind == CoreTypes.Machine.Kind.Kind
            ? await cache.ReadAsync(CoreTypes.Machine, key, cancellationToken)
            : await cache.ReadAsync(CoreTypes.MachinePool, key, cancellationToken) switch
            {
                Observed<MachinePool>.Found(var pool) => new Observed<Machine>.Found(AsMachine(pool)),
                Observed<MachinePool>.Unknown(var code, var message) => new Observed<Machine>.Unknown(code, message),
                _ => new Observed<Machine>.Absent(),
            };
    }

    /// <summary>Whether the owner is a pool.</summary>
    public static bool IsPool(KubeadmConfig config) => Of(config)?.Kind == CoreTypes.MachinePool.Kind.Kind;

    private static V1OwnerReference? Of(KubeadmConfig config) => config.Metadata.OwnerReferences?.FirstOrDefault(
        o => IsOfCore(o) && (o.Kind == CoreTypes.Machine.Kind.Kind || o.Kind == CoreTypes.MachinePool.Kind.Kind));

    // Whatever its version: the owner is read in ours. Other groups have kinds of these names too.
    private static bool IsOfCore(V1OwnerReference owner) =>
        owner.ApiVersion?.StartsWith(CoreTypes.Machine.Kind.Group + "/", StringComparison.Ordinal) == true;

    private static bool HasAllNodes(MachinePool pool) => pool.Status?.NodeRefs?.Count == (pool.Spec?.Replicas ?? 1);

    // What is read is shared with others: the template itself must stay as it is.
    private static Machine AsMachine(MachinePool pool)
    {
        var template = pool.Spec!.Template!.Spec!;
        return new Machine
        {
            Metadata = pool.Metadata,
            Spec = new MachineSpec { ClusterName = pool.Spec.ClusterName, Bootstrap = template.Bootstrap, Version = template.Version },
            Status = HasAllNodes(pool) ? new MachineStatus { NodeRef = new MachineNodeReference { Name = pool.Metadata.Name } } : null,
        };
    }
}
