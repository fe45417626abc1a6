using System.Text.Json.Nodes;
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

    /// <summary>An object of the kind of which nothing is set.</summary>
    public static JsonObject EmptyOf(Schema schema)
    {
        var empty = new JsonObject();
        foreach (var name in schema.Required.Concat(AlwaysGiven).Distinct(StringComparer.Ordinal))
        {
            if (schema.Properties.TryGetValue(name, out var property) && property.Properties.Count > 0 && !property.AtomicMap)
            {
                empty[name] = EmptyOf(property);
            }
        }

        return empty;
    }
}
