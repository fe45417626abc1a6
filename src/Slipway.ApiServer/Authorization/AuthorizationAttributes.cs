using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authorization;

/// <summary>What a user wants to do, in the terms that RBAC rules are written in.</summary>
/// <param name="User">Who asks.</param>
/// <param name="Verb">
/// Such as <c>get</c>, <c>list</c>, <c>deletecollection</c>; of a non-resource path the HTTP method in lower case.
/// </param>
public sealed record AuthorizationAttributes(RequestUser User, string Verb)
{
    /// <summary>The path, when it names no resource; else null.</summary>
    public string? NonResourcePath { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The plural resource.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; empty for the resource itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for the whole cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; empty when none is named.</summary>
    public string Name { get; init; } = "";

    /// <summary>What a request for a resource wants.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="resource">The resource and subresource.</param>
    /// <param name="ns">The namespace of the path; empty when it has none.</param>
    /// <param name="name">The object's name; empty when none is named.</param>
    public static AuthorizationAttributes Of(
        RequestUser user, string verb, in ResourceReference resource, string ns, string name) => new(user, verb)
    {
        Group = resource.Group,
        Resource = resource.Plural,
        Subresource = resource.Subresource,

        // A namespace is in itself: who may do something in it by a RoleBinding there may do so to the namespace.
        Namespace = ns.Length == 0 && resource is { Plural: "namespaces", Group: "" } ? name : ns,
        Name = name,
    };
}
