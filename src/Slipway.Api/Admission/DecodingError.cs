using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Slipway.Api.Admission;

/// <summary>Fields of the wrong JSON type, in the words of Go's decoder, which reads objects before upstream's defaults are set.</summary>
internal static partial class DecodingError
{
    /// <summary>The text for a field that could not be read.</summary>
    public static string Of(JsonNode document, JsonTypeInfo root, JsonException error)
    {
        List<string> fields = [];
        var (type, parent) = (root.Type, root.Type);
        JsonNode? value = document;
        foreach (Match step in Steps().Matches(error.Path ?? ""))
        {
            var name = step.Groups["key"].Success ? step.Groups["key"].Value : step.Groups["field"].Value;
            if (step.Groups["index"].Success)
            {
                value = (value as JsonArray)?[int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)];
                type = ElementOf(type);
            }
            else if (IsMap(type))
            {
                value = (value as JsonObject)?[name];
                type = type.GetGenericArguments()[1];
            }
            else
            {
                // Go names fields only: neither places in lists nor keys of maps.
                fields.Add(name);
                parent = type;
                value = (value as JsonObject)?[name];
                var info = root.Options.TryGetTypeInfo(type, out var found) ? found : null;
                type = info?.Properties.FirstOrDefault(p => p.Name == name)?.PropertyType ?? typeof(object);
            }
        }

        return $"json: cannot unmarshal {Kind(value)} into Go struct field {StructName(parent)}.{string.Join('.', fields)} of type {GoName(type)}";
    }

    [GeneratedRegex(@"\.(?<field>[^.\[]+)|\['(?<key>.*?)'\]|\[(?<index>[0-9]+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Steps();

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2;

    // Kubernetes' own types carry their version in the name here.
    private static string StructName(Type type) => type.Name.StartsWith("V1", StringComparison.Ordinal) ? type.Name[2..] : type.Name;

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
                var t when IsMap(t) => "map[string]string",
                var t when StructName(t) != t.Name => $"v1.{StructName(t)}",
                var t => $"v1beta2.{t.Name}",
            };
    }
}
