using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks of the keywords at one place of a schema.</summary>
internal static class KeywordChecks
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    /// <summary>Adds the keywords that may not be used, here or anywhere.</summary>
    public static void Forbidden(JsonObject raw, SchemaPlace place, SchemaCheckOptions options, List<FieldError> errors)
    {
        var path = place.Path;
        var type = raw.Text("type");
        if (options.RequireKnownTypes && type.Length > 0 && !Types.Contains(type))
        {
            errors.Add(FieldError.NotSupported($"{path}.type", type, Types));
        }

        if (raw["default"] is not null && place.NoDefaults is { } reason)
        {
            errors.Add(FieldError.Forbidden($"{path}.default", $"must not be set {reason}"));
        }

        foreach (var keyword in (ReadOnlySpan<string>)["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"])
        {
            if (raw[keyword] is not (null or JsonObject { Count: 0 }))
            {
                errors.Add(FieldError.Forbidden($"{path}.{keyword}", $"{keyword} is not supported"));
            }
        }

        if (type == "null")
        {
            errors.Add(FieldError.Forbidden($"{path}.type", "type cannot be set to null, use nullable as an alternative"));
        }

        if (raw["items"] is JsonArray { Count: > 0 })
        {
            errors.Add(FieldError.Forbidden($"{path}.items", "items must be a schema object and not an array"));
        }

        if (place.InsideMetadata && raw.IsTrue("x-kubernetes-embedded-resource"))
        {
            errors.Add(FieldError.Forbidden($"{path}.x-kubernetes-embedded-resource", "must not be used inside of resource meta"));
        }

        if (raw.IsTrue("uniqueItems"))
        {
            errors.Add(FieldError.Forbidden(
                $"{path}.uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }

        if (raw["additionalProperties"] is { } additional && raw.Map("properties") is { Count: > 0 }
            && additional.GetValueKind() is JsonValueKind.Object or JsonValueKind.False)
        {
            errors.Add(FieldError.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }
    }

    /// <summary>Adds what is wrong with Kubernetes' own keywords.</summary>
    public static void Extensions(JsonObject raw, string path, SchemaCheckOptions options, List<FieldError> errors)
    {
        if (raw["x-kubernetes-preserve-unknown-fields"] is JsonValue preserve && preserve.GetValueKind() == JsonValueKind.False)
        {
            errors.Add(FieldError.Invalid($"{path}.x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"));
        }

        MapType(raw, path, errors);
        if (raw["x-kubernetes-list-type"] is not null && raw.Text("type") != "array")
        {
            WrongType(raw, path, "must be array if x-kubernetes-list-type is specified", errors);
        }
        else if (options.RequireAtomicSets && NonAtomicItem(raw) is { } keyword)
        {
            // kube-apiserver shows the list type of the items here, whichever of the two is wrong.
            errors.Add(FieldError.Invalid(
                $"{path}.items.{keyword}",
                raw.Map("items")!["x-kubernetes-list-type"]?.DeepClone(),
                "must be atomic as item of a list with x-kubernetes-list-type=set"));
        }

        ListType(raw, path, errors);
        if (options.RequireListMapKeys)
        {
            ListMapKeys(raw, path, errors);
        }
    }

    /// <summary>The keyword of a set's items that would have to say atomic; null when nothing is wrong.</summary>
    public static string? NonAtomicItem(JsonObject raw) =>
        raw.Text("x-kubernetes-list-type") != "set" || raw.Map("items") is not { } items ? null
        : items.Text("type") switch
        {
            "array" when items.Text("x-kubernetes-list-type") is not ("" or "atomic") => "x-kubernetes-list-type",
            "object" when items.Text("x-kubernetes-map-type") != "atomic" => "x-kubernetes-map-type",
            _ => null,
        };

    /// <summary>Adds what is wrong with nulls and keys of lists that are maps or sets.</summary>
    public static void ListMapKeys(JsonObject raw, string path, List<FieldError> errors)
    {
        var listType = raw.Text("x-kubernetes-list-type");
        if (listType is not ("map" or "set") || raw.Map("items") is not { } items)
        {
            return;
        }

        if (items.IsTrue("nullable"))
        {
            errors.Add(FieldError.Forbidden($"{path}.items.nullable", $"cannot be nullable when x-kubernetes-list-type is {listType}"));
        }

        if (listType == "set")
        {
            return;
        }

        foreach (var key in raw.Texts("x-kubernetes-list-map-keys"))
        {
            if (items.Map("properties")?.Map(key) is not { } property)
            {
                continue;
            }

            var at = $"{path}.items.properties[{key}]";
            if (!items.Texts("required").Contains(key) && property["default"] is null)
            {
                errors.Add(FieldError.Required(
                    $"{at}.default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
            }

            if (property.IsTrue("nullable"))
            {
                errors.Add(FieldError.Forbidden(
                    $"{at}.nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
            }
        }
    }

    private static void MapType(JsonObject raw, string path, List<FieldError> errors)
    {
        if (raw["x-kubernetes-map-type"] is null)
        {
            return;
        }

        if (raw.Text("type") != "object")
        {
            WrongType(raw, path, "must be object if x-kubernetes-map-type is specified", errors);
        }

        if (raw.Text("x-kubernetes-map-type") is var mapType and not ("atomic" or "granular"))
        {
            errors.Add(FieldError.NotSupported($"{path}.x-kubernetes-map-type", mapType, ["atomic", "granular"]));
        }
    }

    private static void ListType(JsonObject raw, string path, List<FieldError> errors)
    {
        var has = raw["x-kubernetes-list-type"] is not null;
        var listType = raw.Text("x-kubernetes-list-type");
        if (has && listType is not ("atomic" or "set" or "map"))
        {
            errors.Add(FieldError.NotSupported($"{path}.x-kubernetes-list-type", listType, ["atomic", "set", "map"]));
        }

        var keys = raw.Texts("x-kubernetes-list-map-keys").ToList();
        const string MustBeMap = "must be map if x-kubernetes-list-map-keys is non-empty";
        if (keys.Count > 0 && listType != "map")
        {
            errors.Add(has
                ? FieldError.Invalid($"{path}.x-kubernetes-list-type", listType, MustBeMap)
                : FieldError.Required($"{path}.x-kubernetes-list-type", MustBeMap));
        }

        if (listType != "map")
        {
            return;
        }

        if (keys.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        }

        switch (raw["items"])
        {
            case null:
                errors.Add(FieldError.Required($"{path}.items", "must have a schema if x-kubernetes-list-type is map"));
                break;
            case not JsonObject:
                errors.Add(FieldError.InvalidShown(
                    $"{path}.items", InternalNotation.Items(raw["items"]), "must only have a single schema if x-kubernetes-list-type is map"));
                break;
            case JsonObject items when items.Text("type") != "object":
                errors.Add(FieldError.Invalid(
                    $"{path}.items.type", items.Text("type"), "must be object if parent array's x-kubernetes-list-type is map"));
                break;
            case JsonObject items:
                Keys(keys, items, path, errors);
                break;
        }
    }

    private static void Keys(List<string> keys, JsonObject items, string path, List<FieldError> errors)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (items.Map("properties")?.Map(keys[i]) is not { } property)
            {
                errors.Add(WrongKeys(keys, path, "entries must all be names of item properties"));
            }
            else if (property.Text("type") is "array" or "object")
            {
                errors.Add(FieldError.Invalid(
                    $"{path}.items.properties[{keys[i]}].type",
                    items.Text("type"),
                    "must be a scalar type if parent array's x-kubernetes-list-type is map"));
            }

            if (keys.IndexOf(keys[i]) < i)
            {
                errors.Add(WrongKeys(keys, path, "must not contain duplicate entries"));
            }
        }
    }

    private static FieldError WrongKeys(List<string> keys, string path, string must) =>
        FieldError.Invalid($"{path}.x-kubernetes-list-map-keys", new JsonArray([.. keys.Select(k => (JsonNode)k)]), must);

    private static void WrongType(JsonObject raw, string path, string must, List<FieldError> errors) => errors.Add(
        raw.Text("type") is { Length: > 0 } type ? FieldError.Invalid($"{path}.type", type, must) : FieldError.Required($"{path}.type", must));
}
