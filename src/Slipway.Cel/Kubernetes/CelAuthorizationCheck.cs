namespace Slipway.Cel.Kubernetes;

/// <summary>What an expression asks: may the user do something to a resource, or to a path.</summary>
public sealed record CelAuthorizationCheck
{
    /// <summary>The verb, such as <c>get</c>; of a path the HTTP method.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The path; null for a resource.</summary>
    public string? Path { get; init; }

    /// <summary>The service account asked for, <c>namespace</c> and <c>name</c>; null for the user of the request.</summary>
    public (string Namespace, string Name)? ServiceAccount { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource, such as <c>pods</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; empty for the resource itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for all.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>The field selector; empty for none.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>The label selector; empty for none.</summary>
    public string LabelSelector { get; init; } = "";
}
