using System.Collections.Immutable;
using Slipway.Api;

namespace Slipway.Cli.Metrics;

/// <summary>
/// What is told of Cluster API's objects: names and labels are those of upstream's configuration for kube-state-metrics
/// (core/config/metrics of Cluster API), read from the fields of v1beta2.
/// </summary>
internal static class ObjectKinds
{
    private const string SpecCluster = "spec.clusterName";
    private const string LabelCluster = "metadata.labels/cluster.x-k8s.io/cluster-name";

    public static ImmutableArray<ObjectKind> All { get; } =
    [
        Cluster(), Machine(), MachineDeployment(), MachineSet(), MachineHealthCheck(), MachinePool(), KubeadmControlPlane(),
        new(KubeadmTypes.KubeadmConfig, LabelCluster, Common("kubeadmconfig", [Info("kubeadmconfig")])),
    ];

    private static ObjectKind Cluster() => new(CoreTypes.Cluster, ClusterName: null, Common("cluster",
    [
        Info(
            "cluster",
            ("topology_version", "spec.topology.version"),
            ("topology_class", "spec.topology.classRef.name"),
            ("control_plane_endpoint_host", "spec.controlPlaneEndpoint.host"),
            ("control_plane_endpoint_port", "spec.controlPlaneEndpoint.port"),
            ("control_plane_reference_kind", "spec.controlPlaneRef.kind"),
            ("control_plane_reference_name", "spec.controlPlaneRef.name"),
            ("infrastructure_reference_kind", "spec.infrastructureRef.kind"),
            ("infrastructure_reference_name", "spec.infrastructureRef.name")),
        new GaugeFigure("spec_paused", "Whether the cluster is paused.", "spec.paused", ZeroWhenAbsent: true),
        Phase("cluster", "Pending", "Provisioning", "Provisioned", "Deleting", "Failed", "Unknown"),
    ]));

    private static ObjectKind Machine() => new(CoreTypes.Machine, SpecCluster, Common("machine",
    [
        Info(
            "machine",
            [
                ("container_runtime_version", "status.nodeInfo.containerRuntimeVersion"),
                ("failure_domain", "spec.failureDomain"),
                ("kernel_version", "status.nodeInfo.kernelVersion"),
                ("kubelet_version", "status.nodeInfo.kubeletVersion"),
                ("kube_proxy_version", "status.nodeInfo.kubeProxyVersion"),
                ("os_image", "status.nodeInfo.osImage"),
                ("provider_id", "spec.providerID"),
                ("version", "spec.version"),
                .. References("spec"),
                ("control_plane_name", "metadata.labels/cluster.x-k8s.io/control-plane-name"),
            ]),
        new InfoFigure("addresses", "The machine's addresses.", "status.addresses", ("type", "type"), ("address", "address")),
        new GaugeFigure(
            "status_certificatesexpirydate", "When the certificates of a control plane machine expire.",
            "status.certificatesExpiryDate", ZeroWhenAbsent: true),
        new InfoFigure("status_noderef", "The machine's Node.", "status.nodeRef", ("node_name", "name"), ("node_uid", "uid")),
        Phase("machine", "Pending", "Provisioning", "Provisioned", "Running", "Deleting", "Deleted", "Failed", "Unknown"),
        Owner(),
    ]));

    private static ObjectKind MachineDeployment() => new(CoreTypes.MachineDeployment, SpecCluster, Common("machinedeployment",
    [
        Info("machinedeployment", [("version", "spec.template.spec.version"), .. References("spec.template.spec")]),
        new GaugeFigure("spec_paused", "Whether the machinedeployment is paused.", "spec.paused", ZeroWhenAbsent: true),
        new GaugeFigure("spec_replicas", "Machines wanted.", "spec.replicas"),
        new GaugeFigure(
            "spec_strategy_rollingupdate_max_surge", "Machines that may be added during a rollout.",
            "spec.rollout.strategy.rollingUpdate.maxSurge"),
        new GaugeFigure(
            "spec_strategy_rollingupdate_max_unavailable", "Machines that may be missing during a rollout.",
            "spec.rollout.strategy.rollingUpdate.maxUnavailable"),
        Phase("machinedeployment", "ScalingUp", "ScalingDown", "Running", "Failed", "Unknown"),
        .. Replicas(),
        Owner(),
    ]));

    private static ObjectKind MachineSet() => new(CoreTypes.MachineSet, SpecCluster, Common("machineset",
    [
        Info("machineset", [("version", "spec.template.spec.version"), .. References("spec.template.spec")]),
        new GaugeFigure("spec_replicas", "Machines wanted.", "spec.replicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas", "Machines there are.", "status.replicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas_available", "Machines that are available.", "status.availableReplicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas_ready", "Machines that are ready.", "status.readyReplicas", ZeroWhenAbsent: true),
        new GaugeFigure(
            "status_replicas_fully_labeled", "Machines with all labels of the template.",
            "status.deprecated.v1beta1.fullyLabeledReplicas"),
        Owner(),
    ]));

    private static ObjectKind MachineHealthCheck() => new(CoreTypes.MachineHealthCheck, SpecCluster, Common("machinehealthcheck",
    [
        Info("machinehealthcheck"),
        new GaugeFigure("status_current_healthy", "Machines that are healthy.", "status.currentHealthy"),
        new GaugeFigure("status_expected_machines", "Machines that are checked.", "status.expectedMachines"),
        new GaugeFigure("status_remediations_allowed", "Remediations that may be asked for now.", "status.remediationsAllowed"),
        Owner(),
    ]));

    private static ObjectKind MachinePool() => new(CoreTypes.MachinePool, SpecCluster, Common("machinepool",
    [
        Info("machinepool", [("version", "spec.template.spec.version"), .. References("spec.template.spec")]),
        new GaugeFigure("spec_replicas", "Machines wanted.", "spec.replicas"),
        Phase("machinepool", "ScalingUp", "ScalingDown", "Running", "Failed", "Unknown"),
        .. Replicas(),
        Owner(),
    ]));

    private static ObjectKind KubeadmControlPlane() => new(KubeadmTypes.KubeadmControlPlane, LabelCluster, Common("kubeadmcontrolplane",
    [
        Info("kubeadmcontrolplane", ("version", "spec.version")),
        new GaugeFigure("spec_replicas", "Machines wanted.", "spec.replicas"),
        new GaugeFigure(
            "spec_strategy_rollingupdate_max_surge", "Machines that may be added during a rollout.",
            "spec.rollout.strategy.rollingUpdate.maxSurge"),
        .. Replicas(),
        Owner(),
    ]));

    private static ImmutableArray<ObjectFigure> Common(string kind, IEnumerable<ObjectFigure> own) =>
    [
        new GaugeFigure("created", "When it was created, in seconds since 1970.", "metadata.creationTimestamp"),
        new InfoFigure(
            "annotation_paused", $"Whether the {kind} is paused by annotation.", "metadata.annotations/cluster.x-k8s.io/paused",
            ("paused_value", "")),
        new ConditionFigure("status_condition", $"The conditions of a {kind}.", TellsTime: false),
        new ConditionFigure(
            "status_condition_last_transition_time", $"When a condition of a {kind} last changed, in seconds since 1970.", TellsTime: true),
        .. own,
    ];

    private static InfoFigure Info(string kind, params (string Label, FieldPath Path)[] labels) => new("info", $"What a {kind} is.", "", labels);

    private static StateFigure Phase(string kind, params string[] phases) => new("status_phase", $"The {kind}'s phase.", "status.phase", "phase", phases);

    private static InfoFigure Owner() => new(
        "owner",
        "Owner references.",
        "metadata.ownerReferences",
        ("owner_is_controller", "controller"),
        ("owner_kind", "kind"),
        ("owner_name", "name"),
        ("owner_uid", "uid"));

    private static (string Label, FieldPath Path)[] References(string spec) =>
    [
        ("bootstrap_reference_kind", $"{spec}.bootstrap.configRef.kind"),
        ("bootstrap_reference_name", $"{spec}.bootstrap.configRef.name"),
        ("infrastructure_reference_kind", $"{spec}.infrastructureRef.kind"),
        ("infrastructure_reference_name", $"{spec}.infrastructureRef.name"),
    ];

    private static IEnumerable<ObjectFigure> Replicas() =>
    [
        new GaugeFigure("status_replicas", "Machines there are.", "status.replicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas_available", "Machines that are available.", "status.availableReplicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas_ready", "Machines that are ready.", "status.readyReplicas", ZeroWhenAbsent: true),
        new GaugeFigure(
            "status_replicas_unavailable", "Machines that are not available.",
            "status.deprecated.v1beta1.unavailableReplicas", ZeroWhenAbsent: true),
        new GaugeFigure("status_replicas_updated", "Machines that are up to date.", "status.upToDateReplicas", ZeroWhenAbsent: true),
    ];
}
