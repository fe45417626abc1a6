using Slipway.Kubernetes.Errors;

namespace Slipway.Api.Admission;

/// <summary>What defaults may ask about the request, and how they refuse it.</summary>
internal sealed class DefaultingContext(bool dryRun = false)
{
    /// <summary>Whether nothing will be stored.</summary>
    public bool DryRun { get; } = dryRun;

    /// <summary>Why no defaults can be told; null when they can.</summary>
    public KubeStatus? Denial { get; private set; }

    /// <summary>Refuses the request.</summary>
    public void Deny(KubeStatus why) => Denial ??= why;
}
