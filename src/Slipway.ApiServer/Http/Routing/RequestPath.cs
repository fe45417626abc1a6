using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Routing;

/// <summary>A path of the API, taken apart by the rules of kube-apiserver.</summary>
internal readonly record struct RequestPath
{
    /// <summary>The resource; its plural is empty when the path names none.</summary>
    public ResourceReference Resource { get; private init; }

    /// <summary>The namespace of the objects; empty for all of them, and for cluster-scoped resources.</summary>
    public string Namespace { get; private init; }

    /// <summary>The object's name; empty for the collection.</summary>
    public string Name { get; private init; }

    /// <summary>Whether the path has the old <c>/watch/</c> form.</summary>
    public bool IsLegacyWatch { get; private init; }

    /// <summary>Whether a resource is named, as opposed to a document such as <c>/version</c> or <c>/apis/apps/v1</c>.</summary>
    public bool IsResource => Resource.Plural is { Length: > 0 };

    /// <summary>Takes a path apart; it is not a resource's when it does not read as one.</summary>
    public static RequestPath Parse(string path)
    {
        // An empty part is no part of a resource's path, but for a slash at the end.
        if (path.Contains("//", StringComparison.Ordinal))
        {
            return None;
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] => ParseResource("", version, rest),
            ["apis", var group, var version, .. var rest] => ParseResource(group, version, rest),
            _ => None,
        };
    }

    private static RequestPath None => new() { Namespace = "", Name = "", Resource = new("", "", "") };

    private static RequestPath ParseResource(string group, string version, ReadOnlySpan<string> parts)
    {
        var watch = parts is ["watch", _, ..];
        if (watch)
        {
            parts = parts[1..];
        }

        var ns = "";

        // A namespace's own subresources look like resources in the namespace.
        if (parts is ["namespaces", var inNamespace, not ("status" or "finalize"), ..])
        {
            ns = inNamespace;
            parts = parts[2..];
        }

        return parts switch
        {
            [] => None,
            [var plural] => Of(plural, "", ""),
            [var plural, var name] => Of(plural, name, ""),
            [var plural, var name, var subresource] => Of(plural, name, subresource),
            [var plural, var name, "proxy", ..] => Of(plural, name, "proxy"),

            // Nothing is served so deep; a name that no subresource can have says so.
            [var plural, var name, ..] => Of(plural, name, string.Join('/', parts[2..]!)),
        };

        RequestPath Of(string plural, string name, string subresource) => new()
        {
            Resource = new ResourceReference(group, version, plural, subresource),
            Namespace = ns,
            Name = name,
            IsLegacyWatch = watch,
        };
    }
}
