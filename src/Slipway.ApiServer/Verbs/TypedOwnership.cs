using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Who creates an object of a built-in kind does not own the structures that its class has anyway, such as <c>spec</c>: kube-apiserver
/// compares with an empty object of the class, in which they are there already. Custom resources begin with nothing.
/// </summary>
internal static class TypedOwnership
{
    // Structures by value that the schema does not call required.
    private static readonly string[] AlwaysGiven = ["spec", "status", "strategy", "updateStrategy"];

    /// <summary>Takes those structures out of the managedFields of a new object.</summary>
    public static void ForgetGivenParents(JsonObject obj, Schema schema)
    {
        foreach (var entry in obj.Map("metadata")?.List("managedFields")?.OfType<JsonObject>() ?? [])
        {
            if (entry.Map("fieldsV1") is { } fields)
            {
                Forget(fields, schema);
            }
        }
    }

    private static void Forget(JsonObject fields, Schema schema)
    {
        foreach (var name in schema.Required.Concat(AlwaysGiven).Distinct(StringComparer.Ordinal))
        {
            if (schema.Properties.TryGetValue(name, out var property) && property.Properties.Count > 0 && !property.AtomicMap
                && fields.Map("f:" + name) is { } inside)
            {
                inside.Remove(".");
                Forget(inside, property);
            }
        }
    }
}
