using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Everything that a KubeadmConfig's pass decides from.</summary>
internal sealed record KubeadmConfigScope
{
    /// <summary>The object as read.</summary>
    public required KubeadmConfig Config { get; init; }

    /// <summary>The Machine that owns it; null when none does.</summary>
    public required Observed<Machine>? Owner { get; init; }

    /// <summary>The Machine's cluster.</summary>
    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The Secret with the boot data.</summary>
    public Observed<V1Secret> DataSecret { get; init; } = new Observed<V1Secret>.Absent();

    /// <summary>The Secret that the status names; Absent while it names none.</summary>
    public Observed<KubeObject> ToldSecret { get; init; } = new Observed<KubeObject>.Absent();

    /// <summary>The cluster's authorities; null while they are not needed.</summary>
    public AuthoritySet? Authorities { get; init; }

    /// <summary>What files and passwords refer to.</summary>
    public ReferencedContent Content { get; init; } = ReferencedContent.None;

    /// <summary>The init lock; null while it does not matter.</summary>
    public Observed<V1ConfigMap>? Lock { get; init; }

    /// <summary>Whether the Machine that holds the lock is gone.</summary>
    public bool LockHolderGone { get; init; }

    /// <summary>The connection to the cluster; null while it is not needed.</summary>
    public Observed<IWorkloadCluster>? Workload { get; init; }

    /// <summary>The Secret of the token in the workload cluster; null while it was not asked for.</summary>
    public Observed<V1Secret>? TokenSecret { get; init; }

    /// <summary>Whether the boot data hold the token of the spec.</summary>
    public bool BootDataNameToken { get; init; } = true;

    /// <summary>A token to use if one is to be made.</summary>
    public string NewToken { get; init; } = "";

    /// <summary>The control plane's version, for templates of files; none while no file asks for it.</summary>
    public ControlPlaneVersion ControlPlaneVersion { get; init; } = ControlPlaneVersion.None;

    /// <summary>Whether the user has stopped the controllers.</summary>
    public bool IsPaused => Cluster.ValueOrNull?.Spec?.Paused == true
        || Config.Metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true;

    /// <summary>Authorities to make; empty when none are missing or somebody else makes them.</summary>
    public ImmutableArray<JsonObject> NewSecrets { get; init; } = [];

    /// <summary>Whether the owner is a pool, which may get further machines at any time.</summary>
    public bool IsMachinePool => ConfigOwner.IsPool(Config);

    /// <summary>Whether a control plane provider makes the cluster's authorities; the first machine's configuration does where there is none.</summary>
    public bool HasControlPlaneProvider => Cluster.ValueOrNull?.Spec?.ControlPlaneRef is not null;

    /// <summary>Whether the boot data are there and announced.</summary>
    public bool DataSecretCreated => Config.Status?.Initialization?.DataSecretCreated == true;

    /// <summary>Whether the Machine is one of the control plane; the machines of a pool never are.</summary>
    public bool IsControlPlane => !IsMachinePool && Owner?.ValueOrNull?.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true;

    /// <summary>Whether the cluster's API server has come up once.</summary>
    public bool ControlPlaneInitialized => Cluster.ValueOrNull?.Status?.Initialization?.ControlPlaneInitialized == true;

    /// <summary>Whether machines can reach each other: network and endpoint are there.</summary>
    public bool InfrastructureProvisioned => Cluster.ValueOrNull?.Status?.Initialization?.InfrastructureProvisioned == true;

    /// <summary>The cluster's key.</summary>
    public ObjectKey ClusterKey => new(Config.Metadata.NamespaceProperty, Owner?.ValueOrNull?.Spec?.ClusterName ?? "");
}
