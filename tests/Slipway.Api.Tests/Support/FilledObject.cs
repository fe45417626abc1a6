using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Slipway.Api.Tests.Support;

/// <summary>Makes an object with a value in every field, down to the leaves.</summary>
internal static class FilledObject
{
    public static object Of(Type type)
    {
        var value = Activator.CreateInstance(type)!;
        var identity = typeof(IKubernetesObject<V1ObjectMeta>).IsAssignableFrom(type) ? (string[])["ApiVersion", "Kind", "Metadata"] : [];
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !identity.Contains(p.Name)))
        {
            property.SetValue(value, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        }

        return value;
    }

    private static object Value(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 7L,
        _ when type == typeof(DateTime) => new DateTime(2026, 1, 31, 23, 59, 59, DateTimeKind.Utc),
        _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
        _ when type == typeof(IntOrString) => (IntOrString)"25%",
        _ when type == typeof(JsonNode) => new JsonObject { ["any"] = 1 },
        _ when type == typeof(IDictionary<string, string>) => new Dictionary<string, string> { ["key"] = "value" },
        _ when type == typeof(IList<string>) => new List<string> { "text" },
        _ when type == typeof(IList<V1LabelSelectorRequirement>) =>
            new List<V1LabelSelectorRequirement> { (V1LabelSelectorRequirement)Of(typeof(V1LabelSelectorRequirement)) },
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => ListOf(type),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) => MapOf(type),
        _ => Of(type),
    };

    private static object ListOf(Type type)
    {
        var list = Activator.CreateInstance(type)!;
        type.GetMethod("Add")!.Invoke(list, [Value(type.GenericTypeArguments[0])]);
        return list;
    }

    private static object MapOf(Type type)
    {
        var map = Activator.CreateInstance(type)!;
        type.GetMethod("Add")!.Invoke(map, ["key", Value(type.GenericTypeArguments[1])]);
        return map;
    }
}
