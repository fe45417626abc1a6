using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane.Adoption;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane;

/// <summary>Everything that a KubeadmControlPlane's pass decides from.</summary>
internal sealed record ControlPlaneScope
{
    /// <summary>The object as read.</summary>
    public required KubeadmControlPlane Object { get; init; }

    /// <summary>The cluster that owns it; Absent while none does.</summary>
    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The Machines that it manages, the oldest first.</summary>
    public ImmutableArray<ControlPlaneMachine> Machines { get; init; } = [];

    /// <summary>Control plane Machines of the cluster that it does not manage.</summary>
    public ImmutableArray<AdoptionCandidate> Strangers { get; init; } = [];

    /// <summary>What is left of the workers, a line a kind; only looked at while deleting.</summary>
    public ImmutableArray<string> Workers { get; init; } = [];

    /// <summary>The template of infrastructure machines.</summary>
    public Observed<ContractObject> Template { get; init; } = new Observed<ContractObject>.Absent();

    /// <summary>The cluster's authorities; null while they were not looked at.</summary>
    public AuthoritySet? Authorities { get; init; }

    /// <summary>What is wrong with the authorities that are there, a line a Secret.</summary>
    public ImmutableArray<string> AuthorityProblems { get; init; } = [];

    /// <summary>The admin kubeconfig.</summary>
    public Observed<V1Secret> Kubeconfig { get; init; } = new Observed<V1Secret>.Absent();

    /// <summary>From when on the kubeconfig is to be replaced; null for one that is not this control plane's.</summary>
    public DateTimeOffset? KubeconfigDue { get; init; }

    /// <summary>Secrets that are missing, ready to be created.</summary>
    public ImmutableArray<JsonObject> NewSecrets { get; init; } = [];

    /// <summary>A kubeconfig to use if one is to be made or replaced; null when none is.</summary>
    public string? NewKubeconfig { get; init; }

    /// <summary>The workload cluster.</summary>
    public WorkloadView Workload { get; init; } = WorkloadView.NotInitialized;

    /// <summary>What the workload cluster holds that an upgrade changes; null while that is not asked.</summary>
    public UpgradeView? Upgrade { get; init; }

    /// <summary>
    /// kubeadm's ConfigMap, while something leaves a cluster whose kubeadm has its API servers by name in it; Absent while that is not asked.
    /// </summary>
    public Observed<V1ConfigMap> Endpoints { get; init; } = new Observed<V1ConfigMap>.Absent();

    /// <summary>Certificate expiry of API servers that were asked in this pass, by Machine.</summary>
    public ImmutableDictionary<string, DateTimeOffset> CertificateExpiries { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Machines of the control plane that the server has and the cache does not show yet; asked when a Machine is to be made.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];

    /// <summary>What a new Machine is to be called.</summary>
    public string NewMachineName { get; init; } = "";

    /// <summary>The time of the pass.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The cluster's key.</summary>
    public ObjectKey ClusterKey => Cluster.ValueOrNull is { } cluster ? new(cluster.Metadata.NamespaceProperty, cluster.Metadata.Name) : default;

    /// <summary>The spec.</summary>
    public KubeadmControlPlaneSpec Spec => Object.Spec!;

    /// <summary>How many Machines are wanted.</summary>
    public int DesiredReplicas => Spec.Replicas ?? 1;

    /// <summary>Whether etcd runs on the control plane.</summary>
    public bool HasManagedEtcd => Spec.KubeadmConfigSpec?.ClusterConfiguration?.Etcd?.External is null;

    /// <summary>Whether the user has stopped the controllers.</summary>
    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Object.Metadata);

    /// <summary>Whether deletion was asked for.</summary>
    public bool IsDeleting => Object.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether kubeadm finished on the first machine: known before, or seen in this pass.</summary>
    public bool IsInitialized => Object.Status?.Initialization?.ControlPlaneInitialized == true || Workload.State != WorkloadState.NotInitialized;

    /// <summary><c>host:port</c> of the API server; null while not known.</summary>
    public string? Endpoint => ClusterFactsReader.Endpoint(Cluster.ValueOrNull?.Spec?.ControlPlaneEndpoint);

    /// <summary>Whether the cluster's network and endpoint are there.</summary>
    public bool InfrastructureProvisioned => Cluster.ValueOrNull?.Status?.Initialization?.InfrastructureProvisioned == true;
}
