using Slipway.Kubernetes.Errors;

namespace Slipway.Api.Admission;

/// <summary>Refusals of a request as a whole, as the library tells them that upstream's webhooks are made with.</summary>
internal static class Denials
{
    /// <summary>A rule forbids the request.</summary>
    public static KubeStatus Forbidden(string why) => new(403, StatusReason.Forbidden, why);

    /// <summary>The object cannot be read.</summary>
    public static KubeStatus Unreadable(string why) => new(400, "", why);
}
