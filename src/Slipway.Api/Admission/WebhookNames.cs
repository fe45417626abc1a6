using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>The names by which a cluster knows the webhooks of a kind: upstream's, which stand in its refusals.</summary>
public static class WebhookNames
{
    /// <summary>The webhook that sets defaults.</summary>
    public static string Defaulting(GroupKind kind) => $"default.{Of(kind)}";

    /// <summary>The webhook that validates.</summary>
    public static string Validating(GroupKind kind) => $"validation.{Of(kind)}";

    /// <summary>The webhook that validates scaling.</summary>
    public static string Scale(GroupKind kind) => $"validation-scale.{Of(kind)}";

    private static string Of(GroupKind kind) => $"{kind.Kind.ToLowerInvariant()}.{kind.Group}";
}
