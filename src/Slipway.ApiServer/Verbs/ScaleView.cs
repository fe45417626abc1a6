using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Verbs;

/// <summary>An object as its scale subresource (<c>autoscaling/v1 Scale</c>) shows it.</summary>
internal static class ScaleView
{
    public static KubeObject Of(KubeObject obj, ResourceInfo resource) => new(Trees.ToStoredJson(Of(obj.ToJsonObject(), resource)));

    /// <summary>The scale as it is read: a custom resource must have the field.</summary>
    /// <exception cref="KubeApiException">500 when it has not.</exception>
    public static KubeObject Read(KubeObject obj, ResourceInfo resource) =>
        resource.IsCustom && resource.Scale!.SpecReplicas.First(obj.ToJsonObject()) is null
            ? throw ApiErrors.Internal($"the spec replicas field {GoText.Quote(resource.Scale.SpecReplicas.Text)} does not exist")
            : Of(obj, resource);

    public static JsonObject Of(JsonObject obj, ResourceInfo resource)
    {
        var paths = resource.Scale!;
        var source = obj.Map("metadata")!;
        var metadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (source[field] is { } value)
            {
                metadata[field] = value.DeepClone();
            }
        }

        var spec = new JsonObject();
        var status = new JsonObject { ["replicas"] = NumberOf(paths.StatusReplicas.First(obj)) };
        if (NumberOf(paths.SpecReplicas.First(obj)) is var replicas and not 0)
        {
            spec["replicas"] = replicas;
        }

        if (SelectorOf(paths.Selector?.First(obj)) is { Length: > 0 } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status,
        };
    }

    /// <summary>Sets the wanted replicas in an object; its path is one of plain fields.</summary>
    public static void SetReplicas(JsonObject obj, ResourceInfo resource, long replicas)
    {
        var fields = resource.Scale!.SpecReplicas.Fields ?? [];
        var owner = obj;
        foreach (var field in fields[..^1])
        {
            owner = owner.Ensure(field);
        }

        owner[fields[^1]] = replicas;
    }

    private static long NumberOf(JsonNode? node) =>
        node is not null && long.TryParse(node.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string SelectorOf(JsonNode? node) => node switch
    {
        JsonObject labels when labels.ContainsKey("matchLabels") || labels.ContainsKey("matchExpressions") =>
            LabelSelector.FromJson(labels).ToString(),
        JsonObject labels => string.Join(',', labels.Select(l => $"{l.Key}={l.Value}")),
        JsonValue text => text.ToString(),
        _ => "",
    };
}
