namespace Slipway.Cel.Kubernetes;

/// <summary>Answers the checks that expressions make by <c>authorizer</c>.</summary>
public interface ICelAuthorizer
{
    /// <summary>Whether the check's user may do what it asks for.</summary>
    CelAuthorizationDecision Check(CelAuthorizationCheck check);
}
