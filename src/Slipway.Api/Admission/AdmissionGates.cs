namespace Slipway.Api.Admission;

/// <summary>Feature gates that admission asks for; named and preset as upstream's.</summary>
public sealed record AdmissionGates
{
    /// <summary>Whether Clusters may have a managed topology. Default false.</summary>
    public bool ClusterTopology { get; init; }

    /// <summary>Whether boot data may have format ignition. Default false.</summary>
    public bool KubeadmBootstrapFormatIgnition { get; init; }

    /// <summary>Whether Machines may have taints. Default false.</summary>
    public bool MachineTaintPropagation { get; init; }
}
