using System.Collections.Immutable;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>What a workload cluster lacks for machines of a version.</summary>
internal static class MissingObjects
{
    /// <summary>The objects to create; none when all are there.</summary>
    public static async ValueTask<ImmutableArray<WantedObject>> ReadAsync(
        IKubeClient workload, KubernetesVersion version, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<WantedObject>();
        foreach (var wanted in KubeadmPermissions.For(version))
        {
            if (await workload.FindAsync((ResourceType)wanted.Type, wanted.Key, cancellationToken) is null)
            {
                missing.Add(wanted);
            }
        }

        // A cluster that lacks the configuration of the version before was not made by kubeadm: a join tells what it needs.
        if (KubeletConfigMap.SourceFor(version) is { } source
            && await workload.FindAsync(BuiltInTypes.ConfigMap, new(KubeletConfigMap.Namespace, KubeletConfigMap.NameFor(version)), cancellationToken) is null
            && await workload.FindAsync(BuiltInTypes.ConfigMap, new(KubeletConfigMap.Namespace, source), cancellationToken) is { } former)
        {
            missing.Add(KubeletConfigMap.From(former, version));
        }

        return missing.ToImmutable();
    }
}
