namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>The place of one role, which bindings point at whether the role is there or not.</summary>
/// <param name="kind">Role or ClusterRole.</param>
/// <param name="name">The role's name.</param>
internal sealed class RoleSlot(string kind, string name)
{
    private volatile Lazy<PolicyRule[]>? _rules;

    public string Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>Whether there is such a role.</summary>
    public bool Exists => _rules is not null;

    /// <summary>The role's rules, read when they are first asked for; none when there is no such role.</summary>
    public ReadOnlySpan<PolicyRule> Rules => _rules is { } rules ? rules.Value : [];

    /// <summary>How error texts name a role that is not there.</summary>
    public string NotFoundText => $"{Kind.ToLowerInvariant()}.{RbacResources.Group} \"{Name}\" not found";

    /// <summary>Takes the role's state; null when it is gone.</summary>
    public void Set(Func<PolicyRule[]>? read) => _rules = read is null ? null : new Lazy<PolicyRule[]>(read);
}
