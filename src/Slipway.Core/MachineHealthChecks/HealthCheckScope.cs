using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>Everything that a pass over a MachineHealthCheck decides from.</summary>
internal sealed record HealthCheckScope
{
    public required MachineHealthCheck Check { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The Machines looked at, by name.</summary>
    public ImmutableArray<HealthCheckTarget> Targets { get; init; } = [];

    /// <summary>Why Nodes cannot be read; null when they can.</summary>
    public Observed<KubeObject>.Unknown? NodesUnknown { get; init; }

    /// <summary>The template of requests to whoever else remediates; null when the Machines' owners do.</summary>
    public Observed<KubeObject>? Template { get; init; }

    /// <summary>What creates requests from the template; null when there is no template.</summary>
    public RequestMaker? Requests { get; init; }

    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Check.Metadata);
}
