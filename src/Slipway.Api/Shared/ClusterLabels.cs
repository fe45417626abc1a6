namespace Slipway.Api.Shared;

/// <summary>Labels of Cluster API, by who reads them.</summary>
public static class ClusterLabels
{
    /// <summary>Name of the Cluster the object belongs to.</summary>
    public const string ClusterName = "cluster.x-k8s.io/cluster-name";

    /// <summary>On Machines of the control plane; empty value.</summary>
    public const string ControlPlane = "cluster.x-k8s.io/control-plane";

    /// <summary>Name, or its hash, of the control plane object that owns the Machine.</summary>
    public const string ControlPlaneName = "cluster.x-k8s.io/control-plane-name";

    /// <summary>Name of the MachineDeployment that owns the Machine.</summary>
    public const string DeploymentName = "cluster.x-k8s.io/deployment-name";

    /// <summary>Name, or its hash, of the MachineSet that owns the Machine.</summary>
    public const string SetName = "cluster.x-k8s.io/set-name";

    /// <summary>Name, or its hash, of the MachinePool that owns the Machine.</summary>
    public const string PoolName = "cluster.x-k8s.io/pool-name";

    /// <summary>Tells the MachineSets of a MachineDeployment apart.</summary>
    public const string MachineTemplateHash = "machine-template-hash";

    /// <summary>On what belongs to a provider's installation.</summary>
    public const string Provider = "cluster.x-k8s.io/provider";

    /// <summary>Which instance of a controller is to see the object.</summary>
    public const string WatchFilter = "cluster.x-k8s.io/watch-filter";

    /// <summary>On Nodes that the cloud may take back.</summary>
    public const string Interruptible = "cluster.x-k8s.io/interruptible";

    /// <summary>On Pods: <c>skip</c> or <c>wait-completed</c> when draining.</summary>
    public const string Drain = "cluster.x-k8s.io/drain";

    /// <summary>Domain of labels that are copied from Machine to Node.</summary>
    public const string NodeRestrictionDomain = "node-restriction.kubernetes.io";

    /// <summary>Domain of labels that are copied from Machine to Node.</summary>
    public const string NodeDomain = "node.cluster.x-k8s.io";

    /// <summary>Domain of role labels that are copied from Machine to Node.</summary>
    public const string NodeRolePrefix = "node-role.kubernetes.io";

    /// <summary>On what a managed topology made.</summary>
    public const string TopologyOwned = "topology.cluster.x-k8s.io/owned";

    /// <summary>Name in the topology of a MachineDeployment.</summary>
    public const string TopologyDeploymentName = "topology.cluster.x-k8s.io/deployment-name";

    /// <summary>Name in the topology of a MachinePool.</summary>
    public const string TopologyPoolName = "topology.cluster.x-k8s.io/pool-name";
}
