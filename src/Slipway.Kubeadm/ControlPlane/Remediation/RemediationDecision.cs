using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>What to do about ill Machines.</summary>
internal abstract record RemediationDecision
{
    private RemediationDecision()
    {
    }

    /// <summary>No Machine asks for it.</summary>
    public sealed record Nothing : RemediationDecision;

    /// <summary>Not now: something must settle first.</summary>
    /// <param name="Machine">The Machine that waits.</param>
    /// <param name="Message">For what.</param>
    public sealed record Deferred(ControlPlaneMachine Machine, string Message) : RemediationDecision
    {
        /// <summary>When it may go on; null where something else must happen first.</summary>
        public DateTimeOffset? Until { get; init; }
    }

    /// <summary>The replacement that was under way is over: the annotation that remembers it goes.</summary>
    /// <param name="Why">Why it is over.</param>
    public sealed record Finished(string Why) : RemediationDecision;

    /// <summary>Not at all: it would do more harm than good.</summary>
    /// <param name="Machine">The Machine.</param>
    /// <param name="Message">Why.</param>
    public sealed record Refused(ControlPlaneMachine Machine, string Message) : RemediationDecision;

    /// <summary>Delete the Machine; another takes its place.</summary>
    /// <param name="Machine">The Machine.</param>
    /// <param name="Record">What to remember of it.</param>
    public sealed record Replace(ControlPlaneMachine Machine, RemediationRecord Record) : RemediationDecision;
}
