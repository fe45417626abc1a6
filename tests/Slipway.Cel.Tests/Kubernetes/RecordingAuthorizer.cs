using Slipway.Cel.Kubernetes;

namespace Slipway.Cel.Tests.Kubernetes;

/// <summary>Allows what is about pods, and keeps what it was asked.</summary>
internal sealed class RecordingAuthorizer : ICelAuthorizer
{
    public List<CelAuthorizationCheck> Checks { get; } = [];

    public CelAuthorizationDecision Check(CelAuthorizationCheck check)
    {
        Checks.Add(check);
        return check.Resource is "pods" or "" ? new CelAuthorizationDecision(Allowed: true, "yes") : new CelAuthorizationDecision(Allowed: false, "", "who asks?");
    }
}
