namespace Slipway.Api.Shared;

/// <summary>Taint keys that Cluster API and Kubernetes give a meaning.</summary>
public static class NodeTaints
{
    /// <summary>The Node has not got its labels yet; NoSchedule.</summary>
    public const string Uninitialized = "node.cluster.x-k8s.io/uninitialized";

    /// <summary>The Node's Machine is about to be replaced; PreferNoSchedule.</summary>
    public const string OutdatedRevision = "node.cluster.x-k8s.io/outdated-revision";

    /// <summary>The Node is part of the control plane; NoSchedule.</summary>
    public const string ControlPlane = "node-role.kubernetes.io/control-plane";

    /// <summary>What ControlPlane was called before Kubernetes 1.25.</summary>
    public const string LegacyMaster = "node-role.kubernetes.io/master";

    /// <summary>The Node is down for good; its volumes may be detached.</summary>
    public const string OutOfService = "node.kubernetes.io/out-of-service";

    /// <summary>The Node's kubelet has fallen silent.</summary>
    public const string Unreachable = "node.kubernetes.io/unreachable";
}
