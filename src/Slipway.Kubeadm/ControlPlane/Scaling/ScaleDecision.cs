using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>The next step towards the wanted number of Machines, each as wanted.</summary>
internal abstract record ScaleDecision
{
    private ScaleDecision()
    {
    }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Settled : ScaleDecision;

    /// <summary>Make one Machine.</summary>
    /// <param name="FailureDomain">Where; null for anywhere.</param>
    public sealed record Add(string? FailureDomain) : ScaleDecision;

    /// <summary>Delete one Machine.</summary>
    /// <param name="Machine">Which.</param>
    public sealed record Remove(ControlPlaneMachine Machine) : ScaleDecision;
}
