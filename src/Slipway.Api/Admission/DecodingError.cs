using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Api.Admission;

/// <summary>Fields of the wrong JSON type, in the words of Go's decoder, which reads objects before upstream's defaults are set.</summary>
internal static class DecodingError
{
    /// <summary>The text for a field that could not be read.</summary>
    public static string Of(JsonNode document, JsonTypeInfo root, JsonException error)
    {
        // Go names no places in lists.
        var path = string.Join('.', (error.Path ?? "").TrimStart('$', '.').Split('.').Select(part => part.Split('[')[0]));
        var (type, parent) = (root.Type, root.Type);
        JsonNode? value = document;
        foreach (var name in path.Split('.'))
        {
            parent = ElementOf(type);
            value = value is JsonArray list ? list.FirstOrDefault() : value;
            value = (value as JsonObject)?[name];
            var info = root.Options.TryGetTypeInfo(parent, out var found) ? found : null;
            type = info?.Properties.FirstOrDefault(p => p.Name == name)?.PropertyType ?? typeof(object);
        }

        return $"json: cannot unmarshal {Kind(value)} into Go struct field {parent.Name}.{path} of type {GoName(type)}";
    }

    private static Type ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : type;

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static string GoName(Type type)
    {
        var element = ElementOf(type);
        return element != type ? $"[]{GoName(element)}"
            : (Nullable.GetUnderlyingType(type) ?? type) switch
            {
                var t when t == typeof(int) => "int32",
                var t when t == typeof(long) => "int64",
                var t when t == typeof(bool) => "bool",
                var t when t == typeof(string) => "string",
                var t when t.IsGenericType => "map[string]string",
                var t => $"v1beta2.{t.Name}",
            };
    }
}
