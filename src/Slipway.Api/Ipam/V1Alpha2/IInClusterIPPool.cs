using k8s;
using k8s.Models;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>A pool of addresses, of a namespace or of all.</summary>
public interface IInClusterIPPool : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>What is wanted.</summary>
    InClusterIPPoolSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    InClusterIPPoolStatus? Status { get; set; }
}
