using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>Steps of field paths in their FieldsV1 form.</summary>
internal static class PathStep
{
    public static string Field(string name) => "f:" + name;

    public static string Value(JsonNode item) => "v:" + GoText.ScalarJson(item);

    public static string Key(JsonObject keys) =>
        $"k:{{{string.Join(',', keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => $"{GoText.JsonString(key.Key)}:{GoText.ScalarJson(key.Value)}"))}}}";

    /// <summary>The step to an item with one key field, as nearly all have.</summary>
    public static string Key(string name, JsonNode? value) => $"k:{{{GoText.JsonString(name)}:{GoText.ScalarJson(value)}}}";

    /// <summary>
    /// The step as we write it; what a client sent may order or space a key otherwise. Null for a kind of step that is not known, which
    /// a later version may know.
    /// </summary>
    /// <exception cref="JsonException">It is no step.</exception>
    public static string? Canonical(string step)
    {
        if (step.Length < 2 || step[1] != ':')
        {
            throw new JsonException(step.Length < 2 ? "key must be 2 characters long:" : $"missing colon: {step}");
        }

        if (step[0] is not ('f' or 'k' or 'v' or 'i'))
        {
            return null;
        }

        if (step[0] is 'f' or 'i' || !step.AsSpan().ContainsAny(',', ' ', '\\'))
        {
            return step;
        }

        var value = JsonNode.Parse(step[2..], documentOptions: KubeJson.DocumentOptions);
        return step[0] switch
        {
            'k' => Key(value as JsonObject ?? throw new JsonException($"'{step}' does not hold the key fields of an item")),
            _ => Value(value ?? throw new JsonException($"'{step}' does not hold the value of an item")),
        };
    }

    /// <summary>Order of a step and one given by its parts.</summary>
    public static int Compare(string step, char kind, ReadOnlySpan<char> text) =>
        step[0] != kind ? step[0] - kind : step.AsSpan(2).SequenceCompareTo(text);

    /// <summary>The step as messages print it: <c>.name</c>, <c>[name="x"]</c>, <c>[="x"]</c>, <c>[0]</c>.</summary>
    public static string Display(string step)
    {
        switch (step[0])
        {
            case 'f':
                return "." + step[2..];
            case 'k':
                var text = new StringBuilder("[");
                foreach (var (name, value) in JsonNode.Parse(step[2..], documentOptions: KubeJson.DocumentOptions)!.AsObject())
                {
                    text.Append(text.Length > 1 ? "," : "").Append(name).Append('=').Append(GoText.Value(value));
                }

                return text.Append(']').ToString();
            case 'v':
                return $"[={GoText.Value(JsonNode.Parse(step[2..], documentOptions: KubeJson.DocumentOptions))}]";
            default:
                return $"[{step[2..]}]";
        }
    }
}
