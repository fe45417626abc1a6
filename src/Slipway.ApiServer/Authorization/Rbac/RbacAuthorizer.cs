using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>Role based access control: members of <c>system:masters</c> may do everything, all others what roles bound to them allow.</summary>
internal sealed class RbacAuthorizer(RbacIndex index) : IRequestAuthorizer
{
    public ValueTask<AuthorizationDecision> AuthorizeAsync(AuthorizationAttributes attributes, CancellationToken cancellationToken) =>
        new(Decide(attributes));

    /// <summary>Decides at once: the roles are in memory.</summary>
    public AuthorizationDecision Decide(AuthorizationAttributes wanted)
    {
        if (wanted.User.IsPrivileged)
        {
            return new AuthorizationDecision(true);
        }

        return Find(wanted, "") is { } everywhere ? new AuthorizationDecision(true, everywhere.Reason)
            : wanted.Namespace.Length > 0 && Find(wanted, wanted.Namespace) is { } there ? new AuthorizationDecision(true, there.Reason)
            : new AuthorizationDecision(false, ResolutionErrors(wanted.User, wanted.Namespace) is { } errors ? "RBAC: " + errors : null);
    }

    /// <summary>What a user may do in a namespace, rule by rule.</summary>
    public List<PolicyRule> RulesOf(RequestUser user, string ns)
    {
        var rules = new List<PolicyRule>();
        foreach (var grant in index.Of(user, ns))
        {
            rules.AddRange(grant.Role.Rules);
        }

        return rules;
    }

    /// <summary>Which roles that are bound to the user are not there; null when all are.</summary>
    public string? ResolutionErrors(RequestUser user, string ns)
    {
        var missing = index.Of(user, ns).Where(g => !g.Role.Exists).Select(g => g.Role.NotFoundText).Distinct(StringComparer.Ordinal).ToList();
        return missing.Count switch
        {
            0 => null,
            1 => missing[0],
            _ => $"[{string.Join(", ", missing)}]",
        };
    }

    private RoleGrant? Find(AuthorizationAttributes wanted, string ns)
    {
        var user = wanted.User;
        if (Find(wanted, new SubjectKey(ns, SubjectKind.User, user.Name)) is { } own)
        {
            return own;
        }

        foreach (var group in user.Groups)
        {
            if (Find(wanted, new SubjectKey(ns, SubjectKind.Group, group)) is { } shared)
            {
                return shared;
            }
        }

        return null;
    }

    private RoleGrant? Find(AuthorizationAttributes wanted, SubjectKey subject)
    {
        foreach (var grant in index.Of(subject))
        {
            foreach (var rule in grant.Role.Rules)
            {
                if (rule.Allows(wanted))
                {
                    return grant;
                }
            }
        }

        return null;
    }
}
