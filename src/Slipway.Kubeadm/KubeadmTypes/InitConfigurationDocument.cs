using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>kubeadm's <c>InitConfiguration</c>: the first machine.</summary>
internal static class InitConfigurationDocument
{
    /// <summary>The document.</summary>
    public static JsonObject Build(KubeadmApi api, InitConfiguration? spec) => api.NewDocument("InitConfiguration")
        .With("bootstrapTokens", spec?.BootstrapTokens is { Count: > 0 } tokens ? new JsonArray([.. tokens.Select(Token)]) : null)
        .With("nodeRegistration", NodeFields.Registration(api, spec?.NodeRegistration, spec?.NodeRegistration?.Taints))
        .With("localAPIEndpoint", NodeFields.ApiEndpoint(spec?.LocalAPIEndpoint))
        .WithList("skipPhases", spec?.SkipPhases)
        .With("patches", NodeFields.PatchesSection(spec?.Patches))
        .With("timeouts", NodeFields.TimeoutsSection(api, spec?.Timeouts));

    private static JsonNode Token(BootstrapToken token) => new JsonObject()
        .With("token", token.Token)
        .With("description", token.Description)
        .With("ttl", GoDuration.FromSeconds(token.TtlSeconds))
        .With("expires", token.Expires is { } expires ? KubeTime.Format(expires) : null)
        .WithList("usages", token.Usages)
        .WithList("groups", token.Groups);
}
