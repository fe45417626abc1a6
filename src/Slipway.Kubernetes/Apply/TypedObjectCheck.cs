using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>Checks that an applied configuration has the shape of its schema, before any field of it is owned.</summary>
internal sealed class TypedObjectCheck
{
    private readonly List<string> _errors = [];
    private readonly bool _allowsDuplicates;

    private TypedObjectCheck(bool allowsDuplicates) => _allowsDuplicates = allowsDuplicates;

    /// <summary>What does not fit, each with its path, in the words of upstream's structured merge.</summary>
    /// <param name="value">The object, whose managers are not looked at.</param>
    /// <param name="type">Its type.</param>
    /// <param name="allowsDuplicates">Whether a list may hold an item twice, as a stored one may.</param>
    public static IReadOnlyList<string> Check(JsonNode? value, FieldType type, bool allowsDuplicates = false)
    {
        var check = new TypedObjectCheck(allowsDuplicates);
        check.Visit(value, type, "");
        return check._errors;
    }

    /// <summary>Findings as one text.</summary>
    public static string Text(IReadOnlyList<string> errors) =>
        errors is [var only] ? only : $"errors:\n{string.Join('\n', errors.Select(error => $"  {error}"))}";

    private void Visit(JsonNode? value, FieldType type, string path)
    {
        if (value is null)
        {
            return;
        }

        switch (type.ShapeOf(value))
        {
            case FieldShape.Map when value is JsonObject map:
                VisitFields(map, type, path);
                break;
            case FieldShape.Map:
                Report(path, $"expected map, got &{{{GoText.Printed(value)}}}");
                break;
            case FieldShape.List when value is JsonArray list:
                VisitItems(list, type, path);
                break;
            case FieldShape.List:
                Report(path, $"expected list, got &{{{GoText.Printed(value)}}}");
                break;
            default:
                VisitScalar(value, type.Schema, path);
                break;
        }
    }

    // As upstream: what stands in a map after a field that is not declared is not looked at.
    private void VisitFields(JsonObject map, FieldType type, string path)
    {
        foreach (var (name, child) in map)
        {
            if (!type.Allows(name))
            {
                Report($"{path}.{name}", "field not declared in schema");
                return;
            }

            // A path is made when there is something under it that can be wrong.
            if (child is not null && !type.Field(name).Fits(child) && !(name == "managedFields" && path == ".metadata"))
            {
                Visit(child, type.Field(name), $"{path}.{name}");
            }
        }
    }

    private void VisitItems(JsonArray list, FieldType type, string path)
    {
        var seen = type.IsLeafList ? null : new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (seen is not null)
            {
                if (StepOf(list[i], type, path, i) is not { } step)
                {
                    return;
                }

                at = path + PathStep.Display(step);
                if (!seen.Add(step) && !_allowsDuplicates)
                {
                    Report(path, $"duplicate entries for key {PathStep.Display(step)}");
                }
            }

            Visit(list[i], type.Item, at);
        }
    }

    private string? StepOf(JsonNode? item, FieldType type, string path, int index)
    {
        try
        {
            return ListItems.Step(type, item);
        }
        catch (TypedObjectException e)
        {
            Report(path, $"element {index}: {e.Message}");
            return null;
        }
    }

    private void VisitScalar(JsonNode value, Schema? schema, string path)
    {
        var error = FieldType.ScalarOf(schema) switch
        {
            "number" when value.GetValueKind() != JsonValueKind.Number => $"expected numeric (int or float), got {GoText.TypeName(value)}",
            "string" when value.GetValueKind() != JsonValueKind.String =>
                $"expected string, got &value.valueUnstructured{{Value:{GoText.Syntax(value)}}}",
            "boolean" when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) =>
                $"expected boolean, got &{{{GoText.Printed(value)}}}",
            "" when value is JsonObject or JsonArray => $"expected any scalar, got &{{{GoText.Printed(value)}}}",
            _ => null,
        };
        if (error is not null)
        {
            Report(path, error);
        }
    }

    private void Report(string path, string error) => _errors.Add(path.Length == 0 ? error : $"{path}: {error}");
}
