namespace Slipway.Api.Shared;

/// <summary>Annotations of Cluster API that users or controllers set.</summary>
public static class ClusterAnnotations
{
    /// <summary>Controllers leave the object alone.</summary>
    public const string Paused = "cluster.x-k8s.io/paused";

    /// <summary>The Machine goes first on scale down.</summary>
    public const string DeleteMachine = "cluster.x-k8s.io/delete-machine";

    /// <summary>Health checking leaves the Machine alone.</summary>
    public const string SkipRemediation = "cluster.x-k8s.io/skip-remediation";

    /// <summary>The Machine is to be remediated at once.</summary>
    public const string RemediateMachine = "cluster.x-k8s.io/remediate-machine";

    /// <summary>Someone else manages the infrastructure object.</summary>
    public const string ManagedBy = "cluster.x-k8s.io/managed-by";

    /// <summary>Someone else sets the replicas.</summary>
    public const string ReplicasManagedBy = "cluster.x-k8s.io/replicas-managed-by";

    /// <summary>Fewest replicas the autoscaler may set.</summary>
    public const string AutoscalerMinSize = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size";

    /// <summary>Most replicas the autoscaler may set.</summary>
    public const string AutoscalerMaxSize = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size";

    /// <summary>The MachineSet makes no new Machine for now.</summary>
    public const string DisableMachineCreate = "cluster.x-k8s.io/disable-machine-create";

    /// <summary>Name of the template the object was made from.</summary>
    public const string ClonedFromName = "cluster.x-k8s.io/cloned-from-name";

    /// <summary>Kind and group of the template the object was made from.</summary>
    public const string ClonedFromGroupKind = "cluster.x-k8s.io/cloned-from-groupkind";

    /// <summary>What an older API version cannot hold.</summary>
    public const string ConversionData = "cluster.x-k8s.io/conversion-data";

    /// <summary>On a Node: its Cluster's name.</summary>
    public const string NodeClusterName = "cluster.x-k8s.io/cluster-name";

    /// <summary>On a Node: its Cluster's namespace.</summary>
    public const string NodeClusterNamespace = "cluster.x-k8s.io/cluster-namespace";

    /// <summary>On a Node: its Machine's name.</summary>
    public const string NodeMachine = "cluster.x-k8s.io/machine";

    /// <summary>On a Node: kind of its Machine's owner.</summary>
    public const string NodeOwnerKind = "cluster.x-k8s.io/owner-kind";

    /// <summary>On a Node: name of its Machine's owner.</summary>
    public const string NodeOwnerName = "cluster.x-k8s.io/owner-name";

    /// <summary>On a Node: the labels that came from its Machine.</summary>
    public const string NodeLabelsFromMachine = "cluster.x-k8s.io/labels-from-machine";

    /// <summary>On a Node: the annotations that came from its Machine.</summary>
    public const string NodeAnnotationsFromMachine = "cluster.x-k8s.io/annotations-from-machine";

    /// <summary>On a Node: the taints that came from its Machine.</summary>
    public const string NodeTaintsFromMachine = "cluster.x-k8s.io/taints-from-machine";

    /// <summary>On a MachineSet: checks to leave out, comma-separated.</summary>
    public const string SkipPreflightChecks = "machineset.cluster.x-k8s.io/skip-preflight-checks";

    /// <summary>On a MachineSet: its number in the rollout's history.</summary>
    public const string Revision = "machinedeployment.clusters.x-k8s.io/revision";

    /// <summary>On a MachineSet: replicas its MachineDeployment wants.</summary>
    public const string DesiredReplicas = "machinedeployment.clusters.x-k8s.io/desired-replicas";

    /// <summary>On a MachineSet: replicas plus surge.</summary>
    public const string MaxReplicas = "machinedeployment.clusters.x-k8s.io/max-replicas";

    /// <summary>Worker groups upgraded at once.</summary>
    public const string TopologyUpgradeConcurrency = "topology.cluster.x-k8s.io/upgrade-concurrency";

    /// <summary>The request only asks what a topology would do.</summary>
    public const string TopologyDryRun = "topology.cluster.x-k8s.io/dry-run";

    /// <summary>Allows adopting a class.</summary>
    public const string UnsafeDisableClassNameCheck = "unsafe.topology.cluster.x-k8s.io/disable-update-class-name-check";

    /// <summary>Allows any change of version.</summary>
    public const string UnsafeDisableVersionCheck = "unsafe.topology.cluster.x-k8s.io/disable-update-version-check";

    /// <summary>On a Cluster with a topology: the version that its upgrade is on the way to just now.</summary>
    public const string TopologyUpgradeStep = "topology.internal.cluster.x-k8s.io/upgrade-step";
}
