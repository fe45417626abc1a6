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

    /// <summary>Refuses a change, but for a topology's trial run, which only asks whether there would be one.</summary>
    public static void Immutable<T>(V1ObjectMeta metadata, T? old, T? now, ValidationContext context)
        where T : class
    {
        var trial = context.DryRun && (metadata.Annotations?.ContainsKey(ClusterAnnotations.TopologyDryRun) ?? false);
        if (!trial && !JsonNode.DeepEquals(ToJson(old), ToJson(now)))
        {
            context.Invalid(Path, ToJson(now)?.ToJsonString(), "cannot be changed; make a template with another name and refer to that");
        }
    }

    private static JsonNode? ToJson<T>(T? spec)
        where T : class => spec is null ? null : JsonSerializer.SerializeToNode(spec, ApiJson.TypeInfo<T>());
}
