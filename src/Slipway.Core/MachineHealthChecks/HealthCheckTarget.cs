using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>A Machine that a MachineHealthCheck looks at.</summary>
internal sealed record HealthCheckTarget
{
    public required Machine Machine { get; init; }

    /// <summary>The Machine's Node; null when it has none or nobody knows.</summary>
    public V1Node? Node { get; init; }

    /// <summary>Whether the Machine had a Node that is gone.</summary>
    public bool IsNodeGone { get; init; }

    /// <summary>The object that asks someone else to remediate the Machine; null when the owner remediates.</summary>
    public Observed<KubeObject>? Request { get; init; }

    public bool IsControlPlane => Machine.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true;

    public bool IsMarkedByHand => Machine.Metadata.Annotations?.ContainsKey(ClusterAnnotations.RemediateMachine) == true;

    public bool IsDeleting => Machine.Metadata.DeletionTimestamp is not null;
}
