using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Requests;
using Slipway.Cel.Kubernetes;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>Answers what expressions ask about the rights of a request's user, or of a service account.</summary>
internal sealed class AdmissionAuthorizer(RbacAuthorizer authorizer, RequestUser user) : ICelAuthorizer
{
    public CelAuthorizationDecision Check(CelAuthorizationCheck check)
    {
        var asked = check.ServiceAccount is var (ns, name)
            ? new RequestUser($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}"])
            : user;
        var decision = authorizer.Decide(new AuthorizationAttributes(asked, check.Verb)
        {
            NonResourcePath = check.Path,
            Group = check.Group,
            Resource = check.Resource,
            Subresource = check.Subresource,
            Namespace = check.Namespace,
            Name = check.Name,
        });
        return new CelAuthorizationDecision(decision.IsAllowed, decision.Reason ?? "");
    }
}
