using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;

namespace Slipway.Api.Admission.Checks;

/// <summary>Templates whose content stays as it is, so that what was made of them can be told from what would be made now.</summary>
internal static class TemplateChecks
{
    private const string Path = "spec.template.spec";

    /// <summary>Whether a topology only asks what a change would be.</summary>
    public static bool IsTrial(V1ObjectMeta metadata, bool dryRun) =>
        dryRun && (metadata.Annotations?.ContainsKey(ClusterAnnotations.TopologyDryRun) ?? false);

    /// <summary>Refuses a change.</summary>
    /// <param name="kind">The template's kind.</param>
    /// <param name="old">What is stored, defaults filled in.</param>
    /// <param name="now">What is asked for, defaults filled in.</param>
    /// <param name="advice">What is to be done instead.</param>
    /// <param name="context">Gets the refusal.</param>
    public static void Immutable<T>(string kind, T? old, T? now, string advice, ValidationContext context)
        where T : class
    {
        var (before, after) = (ToJson(old), ToJson(now));
        if (!JsonNode.DeepEquals(before, after))
        {
            context.Invalid(Path, after, $"{kind} {Path} field is immutable. {advice} Diff: {Difference.Between(before, after)}");
        }
    }

    /// <summary>Refuses a change of a whole spec.</summary>
    public static void ImmutableSpec<T>(string kind, T? old, T? now, ValidationContext context)
        where T : class
    {
        var (before, after) = (ToJson(old), ToJson(now));
        if (!JsonNode.DeepEquals(before, after))
        {
            context.Deny(Denials.Forbidden($"spec: Forbidden: {kind} spec is immutable. Diff: {Difference.Between(before, after)}"));
        }
    }

    private static JsonNode? ToJson<T>(T? spec)
        where T : class => spec is null ? null : JsonSerializer.SerializeToNode(spec, ApiJson.TypeInfo<T>());
}
