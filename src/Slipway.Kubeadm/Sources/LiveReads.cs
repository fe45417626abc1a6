using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Sources;

/// <summary>Reads that ask a server now and say what came of it.</summary>
internal static class LiveReads
{
    /// <summary>Reads one object of a workload cluster.</summary>
    public static async ValueTask<Observed<T>> FindAsync<T>(
        IKubeClient client, ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await client.FindAsync(type, key, cancellationToken) is { } found
                ? new Observed<T>.Found(found)
                : new Observed<T>.Absent();
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException)
        {
            return new Observed<T>.Unknown(ErrorCodes.WorkloadClusterUnreachable, $"{type.Kind.Kind} {key}: {e.Message}");
        }
    }
}
