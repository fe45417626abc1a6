using System.Text.Json.Nodes;
using CsCheck;

namespace Slipway.Kubernetes.Tests;

/// <summary>Generated JSON, as text, from a small stock of names so that documents have fields in common.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> Name = Pick("spec", "status", "items", "name", "map", "opts", "level", "free", "tags", "a", "b");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Pick("null", "true", "false", "\"\"", "\"x\"", "\"yes\"", "\"1\"", "\"multi\\nline\\n\"", "\" lead\"", "\"a: b\"", "\"#c\""),
        Gen.Int[-5, 5].Select(number => number.ToString()),
        Pick("1.5", "-0.25", "1e21", "9223372036854775807"));

    public static readonly Gen<string> Objects = Object(3);

    public static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalar
        : Gen.OneOf(Scalar, Object(depth - 1), Value(depth - 1).List[0, 3].Select(items => $"[{string.Join(',', items)}]"));

    private static Gen<string> Object(int depth) => Gen.Select(Name, Value(depth)).List[0, 4].Select(fields =>
    {
        var map = new JsonObject();
        foreach (var (name, value) in fields)
        {
            map[name] = JsonNode.Parse(value);
        }

        return map.ToJsonString();
    });
}
