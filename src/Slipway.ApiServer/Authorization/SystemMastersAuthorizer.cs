using System.Collections.Immutable;

namespace Slipway.ApiServer.Authorization;

/// <summary>
/// Allows the group <c>system:masters</c> everything, everyone with a name the discovery documents, and everybody the
/// health and version paths: what Kubernetes allows before any role is bound.
/// </summary>
public sealed class SystemMastersAuthorizer : IRequestAuthorizer
{
    private static readonly ImmutableArray<string> PublicPaths = ["/healthz", "/livez", "/readyz", "/version"];
    private static readonly ImmutableArray<string> DiscoveryPaths = ["/api", "/apis", "/openapi"];

    /// <inheritdoc/>
    public ValueTask<AuthorizationDecision> AuthorizeAsync(AuthorizationAttributes attributes, CancellationToken cancellationToken) =>
        new(new AuthorizationDecision(IsAllowed(attributes)));

    private static bool IsAllowed(AuthorizationAttributes attributes)
    {
        if (attributes.User.Groups.Contains("system:masters"))
        {
            return true;
        }

        return attributes is { NonResourcePath: { } path, Verb: "get" }
            && (Covers(PublicPaths, path) || (attributes.User.Groups.Contains("system:authenticated") && Covers(DiscoveryPaths, path)));
    }

    private static bool Covers(ImmutableArray<string> roots, string path)
    {
        foreach (var root in roots)
        {
            if (path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }
}
