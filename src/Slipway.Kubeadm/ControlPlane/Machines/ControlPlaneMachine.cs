using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>One Machine of a control plane with all that is known of it in a pass.</summary>
internal sealed record ControlPlaneMachine
{
    /// <summary>The Machine as read.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Its infrastructure machine.</summary>
    public Observed<ContractObject> Infrastructure { get; init; } = new Observed<ContractObject>.Absent();

    /// <summary>Its KubeadmConfig, by contract.</summary>
    public Observed<ContractObject> BootstrapObject { get; init; } = new Observed<ContractObject>.Absent();

    /// <summary>Its KubeadmConfig; null when it was not found.</summary>
    public KubeadmConfig? Bootstrap { get; init; }

    /// <summary>What the workload cluster tells of it.</summary>
    public required MachineHealth Health { get; init; }

    /// <summary>Why it is to be replaced; empty when it is as wanted.</summary>
    public ImmutableArray<string> OutdatedReasons { get; init; } = [];

    /// <summary>The Machine's name.</summary>
    public string Name => Machine.Metadata.Name;

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created => Utc(Machine.Metadata.CreationTimestamp) ?? DateTimeOffset.MaxValue;

    /// <summary>When its deletion was asked for; null when it was not.</summary>
    public DateTimeOffset? DeletingSince => Utc(Machine.Metadata.DeletionTimestamp);

    /// <summary>Whether its deletion was asked for.</summary>
    public bool IsDeleting => Machine.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether it is as the control plane wants it.</summary>
    public bool IsUpToDate => OutdatedReasons.IsEmpty;

    /// <summary>The Node it has become; null while it has not joined.</summary>
    public string? NodeName => Machine.Status?.NodeRef?.Name;

    /// <summary>The Node that its <c>spec.providerID</c> leads to; looked for only while the Machine does not name its Node.</summary>
    public Observed<string> NodeByProvider { get; init; } = new Observed<string>.Absent();

    /// <summary>Its Node as far as can be told, which is the name of its etcd member: a Machine that goes may never have learned it.</summary>
    public Observed<string> MemberName => NodeName is { } name ? new Observed<string>.Found(name) : NodeByProvider;

    /// <summary>The failure domain it was placed in; null for none.</summary>
    public string? FailureDomain => Machine.Spec?.FailureDomain is { Length: > 0 } domain ? domain : null;

    /// <summary>Whether the user wants this one to be deleted first.</summary>
    public bool IsMarkedForDeletion => HasAnnotation(ClusterAnnotations.DeleteMachine);

    /// <summary>Whether a health check found it ill and left its replacement to the control plane.</summary>
    public bool NeedsRemediation => IsFoundIll && Machine.Status!.Conditions.IsFalse(MachineConditions.OwnerRemediated);

    /// <summary>Whether a health check found it ill.</summary>
    public bool IsFoundIll => Machine.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) == true;

    /// <summary>
    /// Whether API server, controller manager, scheduler and the etcd beside them, if it runs here, are known to run: each works with those
    /// on its own machine only.
    /// </summary>
    public bool CanServe => MachineHealth.ComponentTypes.All(Health.IsTrue)
        && (!Health.States.ContainsKey(ControlPlaneMachineConditions.EtcdPodHealthy) || Health.IsTrue(ControlPlaneMachineConditions.EtcdPodHealthy));

    /// <summary>Whether API server, controller manager, scheduler and etcd are all known to be well.</summary>
    public bool HasHealthyComponents => MachineHealth.ComponentTypes.All(Health.IsTrue) && HasHealthyEtcd;

    /// <summary>Whether etcd is known to be well, or runs elsewhere.</summary>
    public bool HasHealthyEtcd => MachineHealth.EtcdTypes.All(t => !Health.States.ContainsKey(t) || Health.IsTrue(t));

    /// <summary>Whether any component is known to be ill.</summary>
    public bool HasIllComponents => Health.States.Any(s => s.Value.Status == ConditionStatus.False);

    /// <summary>Whether etcd is known to be ill.</summary>
    public bool HasIllEtcd => MachineHealth.EtcdTypes.Any(Health.IsFalse);

    /// <summary>Whether the Machine carries an annotation.</summary>
    public bool HasAnnotation(string annotation) => Machine.Metadata.Annotations?.ContainsKey(annotation) == true;

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;
}
