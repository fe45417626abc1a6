using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authorization;

/// <summary>How kube-apiserver says no.</summary>
internal static class AuthorizationErrors
{
    /// <summary>The answer to a request that was not allowed.</summary>
    /// <param name="attributes">What was asked.</param>
    /// <param name="why">What the authorizer adds; null or empty when it has nothing to add.</param>
    public static KubeApiException Forbidden(AuthorizationAttributes attributes, string? why)
    {
        var message = Escape(MessageOf(attributes)) + (string.IsNullOrEmpty(why) ? "" : ": " + why);
        if (attributes.NonResourcePath is not null)
        {
            return new(new KubeStatus(403, StatusReason.Forbidden, "forbidden: " + message) { Details = new StatusDetails() });
        }

        var resource = attributes.Group.Length == 0 ? attributes.Resource : $"{attributes.Resource}.{attributes.Group}";
        var name = attributes.Name.Length == 0 ? "" : $" {GoText.Quote(attributes.Name)}";
        return new(new KubeStatus(403, StatusReason.Forbidden, $"{resource}{name} is forbidden: {message}")
        {
            Details = new StatusDetails
            {
                Name = NullIfEmpty(attributes.Name),
                Group = NullIfEmpty(attributes.Group),
                Kind = attributes.Resource,
            },
        });
    }

    private static string MessageOf(AuthorizationAttributes attributes)
    {
        var user = GoText.Quote(attributes.User.Name);
        if (attributes.NonResourcePath is { } path)
        {
            return $"User {user} cannot {attributes.Verb} path {GoText.Quote(path)}";
        }

        var resource = attributes.Subresource.Length == 0 ? attributes.Resource : $"{attributes.Resource}/{attributes.Subresource}";
        var scope = attributes.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace {GoText.Quote(attributes.Namespace)}";
        return $"User {user} cannot {attributes.Verb} resource {GoText.Quote(resource)} in API group {GoText.Quote(attributes.Group)} {scope}";
    }

    // What the client wrote comes back in the text, and a browser may show it.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
