using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>A webhook by which a real Kubernetes asks for the rules of a kind; named and placed as upstream's.</summary>
/// <param name="Name">Its name within a webhook configuration, which stands in refusals.</param>
/// <param name="Path">Its path at the server.</param>
/// <param name="Type">The kind, in the version that it wants to see.</param>
/// <param name="Subresource">The subresource that it is asked about; empty for the object itself.</param>
/// <param name="Mutates">Whether it sets defaults; if not, it validates.</param>
public sealed record RulesWebhook(string Name, string Path, ResourceType Type, string Subresource, bool Mutates)
{
    internal static RulesWebhook Defaulting(ResourceType type) =>
        new(WebhookNames.Defaulting(type.Kind.GroupKind), PathOf("mutate", type), type, "", Mutates: true);

    internal static RulesWebhook Validating(ResourceType type) =>
        new(WebhookNames.Validating(type.Kind.GroupKind), PathOf("validate", type), type, "", Mutates: false);

    internal static RulesWebhook Scale(ResourceType type) =>
        new(WebhookNames.Scale(type.Kind.GroupKind), PathOf("validate-scale", type), type, "scale", Mutates: false);

    private static string PathOf(string verb, ResourceType type) =>
        $"/{verb}-{type.Kind.Group.Replace('.', '-')}-{type.Kind.Version}-{type.Kind.Kind.ToLowerInvariant()}";
}
