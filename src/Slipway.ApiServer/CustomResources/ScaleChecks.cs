using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Checks of the values that the scale subresource shows.</summary>
internal static class ScaleChecks
{
    /// <summary>Adds what is wrong.</summary>
    public static void Validate(JsonObject obj, ScalePaths scale, bool isStatus, List<FieldError> errors)
    {
        if (!isStatus)
        {
            CheckReplicas(obj, scale.SpecReplicas.Text, errors);
        }

        CheckReplicas(obj, scale.StatusReplicas.Text, errors);
        if (scale.Selector is { } selector)
        {
            CheckSelector(obj, selector.Text, errors);
        }
    }

    private static void CheckSelector(JsonObject obj, string path, List<FieldError> errors)
    {
        var value = Find(obj, path, out var wrong);
        if (value is not null && value.GetValueKind() != JsonValueKind.String)
        {
            wrong = $"{path} accessor error: {Go(value)} is of the type {GoType(value)}, expected string";
        }

        if (wrong is not null)
        {
            errors.Add(FieldError.Invalid(path, "", wrong));
        }
    }

    private static void CheckReplicas(JsonObject obj, string path, List<FieldError> errors)
    {
        var value = Find(obj, path, out var wrong);
        if (wrong is null && value is null)
        {
            return;
        }

        long replicas = 0;
        var isNumber = value is not null && value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out replicas);
        wrong ??= isNumber ? null : $"{path} accessor error: {Go(value!)} is of the type {GoType(value!)}, expected int64";
        wrong ??= replicas < 0 ? "should be a non-negative integer"
            : replicas > int.MaxValue ? $"should be less than or equal to {int.MaxValue}" : null;
        if (wrong is not null)
        {
            errors.Add(FieldError.Invalid(path, replicas, wrong));
        }
    }

    private static JsonNode? Find(JsonObject obj, string path, out string? wrong)
    {
        wrong = null;
        JsonNode? node = obj;
        var walked = "";
        foreach (var step in path.TrimStart('.').Split('.'))
        {
            if (node is not JsonObject map)
            {
                wrong = $"{walked} accessor error: {Go(node!)} is of the type {GoType(node!)}, expected map[string]interface{{}}";
                return null;
            }

            walked += "." + step;
            if (!map.TryGetPropertyValue(step, out node) || node is null)
            {
                return null;
            }
        }

        return node;
    }

    private static string Go(JsonNode value) => value switch
    {
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{(e.Value is null ? "<nil>" : Go(e.Value))}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(i => i is null ? "<nil>" : Go(i)))}]",
        _ => value.ToString(),
    };

    private static string GoType(JsonNode value) => value switch
    {
        JsonObject => "map[string]interface {}",
        JsonArray => "[]interface {}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "float64" : "int64",
            _ => "bool",
        },
    };
}
