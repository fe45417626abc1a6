using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Objects within objects (<c>x-kubernetes-embedded-resource</c>): they say what they are, and have metadata.</summary>
internal static class EmbeddedResources
{
    /// <summary>Whether a schema has any.</summary>
    public static bool AreIn(Schema schema) => schema.Mentions("x-kubernetes-embedded-resource"u8);

    /// <summary>Brings the metadata of each into its form, dropping what is unknown.</summary>
    /// <param name="value">A value of the schema.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where the value stands; empty for a whole object.</param>
    /// <param name="unknown">Gets the paths of what was dropped.</param>
    /// <returns>What is malformed, in the words of a refusal; null when nothing is.</returns>
    public static string? Coerce(JsonNode? value, Schema schema, string path, List<string> unknown)
    {
        if (schema.EmbeddedResource && value is JsonObject resource && Coerce(resource, path, unknown) is { } wrong)
        {
            return wrong;
        }

        return Children(value, schema, path).Select(c => Coerce(c.Value, c.Schema, c.Path, unknown)).FirstOrDefault(w => w is not null);
    }

    /// <summary>Adds what is wrong with each.</summary>
    /// <param name="value">A value of the schema.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where the value stands; empty for a whole object.</param>
    /// <param name="errors">Gets the errors.</param>
    /// <param name="isResource">Whether the value is an object itself.</param>
    public static void Validate(JsonNode? value, Schema schema, string path, List<FieldError> errors, bool isResource = false)
    {
        if ((isResource || schema.EmbeddedResource) && value is JsonObject resource)
        {
            Validate(resource, path, errors);
        }

        foreach (var child in Children(value, schema, path))
        {
            Validate(child.Value, child.Schema, child.Path, errors);
        }
    }

    private static IEnumerable<(JsonNode? Value, Schema Schema, string Path)> Children(JsonNode? value, Schema schema, string path)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    if (child is null or JsonValue)
                    {
                        continue;
                    }

                    if (schema.Properties.TryGetValue(name, out var property))
                    {
                        yield return (child, property, Step(path, name));
                    }
                    else if (schema.AdditionalProperties is { } additional)
                    {
                        yield return (child, additional, $"{path}[{name}]");
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is not (null or JsonValue))
                    {
                        yield return (list[i], items, $"{path}[{i}]");
                    }
                }

                break;
        }
    }

    private static string? Coerce(JsonObject resource, string path, List<string> unknown)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (resource.TryGetPropertyValue(name, out var text) && !(text is JsonValue scalar && scalar.TryGetValue<string>(out _)))
            {
                return FieldError.Invalid(Step(path, name), text?.DeepClone(), "must be a string").ToString();
            }
        }

        if (!resource.TryGetPropertyValue("metadata", out var node) || node is null)
        {
            return null;
        }

        var at = Step(path, "metadata");
        if (ObjectMetaShape.Error(node) is { } wrong)
        {
            return FieldError.Invalid(at, node.DeepClone(), wrong).ToString();
        }

        unknown.AddRange(SchemaPruner.PruneValue(node, KubernetesFacts.Shared.ObjectMeta).Select(f => $"{at}.{f}"));
        TypedNormalizer.Normalize((JsonObject)node, KubernetesFacts.Shared.ObjectMeta);
        return null;
    }

    private static void Validate(JsonObject resource, string path, List<FieldError> errors)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            var at = Step(path, name);
            if (!resource.TryGetPropertyValue(name, out var value))
            {
                errors.Add(FieldError.Required(at));
            }
            else if (!(value is JsonValue scalar && scalar.TryGetValue<string>(out var text)))
            {
                errors.Add(FieldError.Invalid(at, value?.DeepClone(), "must be a string"));
            }
            else if (text.Length == 0)
            {
                errors.Add(FieldError.Invalid(at, text, "must not be empty"));
            }
            else if (name == "apiVersion" && text.Count(c => c == '/') > 1)
            {
                errors.Add(FieldError.Invalid(at, text, $"unexpected GroupVersion string: {text}"));
            }
            else if (name == "kind" && string.Join(',', NameSyntax.Errors(text.ToLowerInvariant(), NameRule.Label1035)) is { Length: > 0 } wrong)
            {
                errors.Add(FieldError.Invalid(at, text, "may have mixed case, but should otherwise match: " + wrong));
            }
        }

        if (!resource.TryGetPropertyValue("metadata", out var node) || node is null)
        {
            return;
        }

        if (ObjectMetaShape.Error(node) is { } malformed)
        {
            errors.Add(FieldError.Invalid(Step(path, "metadata"), node.DeepClone(), malformed));
        }
        else
        {
            MetadataValidator.ValidateEmbedded((JsonObject)node, Step(path, "metadata"), errors);
        }
    }

    private static string Step(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
