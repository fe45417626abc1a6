using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Who creates an object of a built-in kind does not own what its class has anyway, such as <c>spec</c>: kube-apiserver compares with an
/// empty object of the class, in which structures are there already, and lists and maps that are always written are null. Custom
/// resources begin with nothing.
/// </summary>
internal static class TypedOwnership
{
    // Structures by value that the schema does not call required.
    private static readonly string[] AlwaysGiven =
        ["metadata", "spec", "status", "strategy", "updateStrategy", "template", "resources", "source", "regarding", "deprecatedSource"];

    // Fields of a core Event that are written even when they are not set.
    private static readonly (string Name, string? Value)[] OfEvent =
        [("eventTime", null), ("firstTimestamp", null), ("lastTimestamp", null), ("reportingComponent", ""), ("reportingInstance", "")];

    private const string HasPointerToTemplate = "io.k8s.api.core.v1.ReplicationControllerSpec";

    /// <summary>An object of the kind of which nothing is set.</summary>
    public static JsonObject EmptyOf(Schema schema)
    {
        var empty = new JsonObject();
        foreach (var name in schema.Required.Concat(AlwaysGiven).Distinct(StringComparer.Ordinal))
        {
            if (!schema.Properties.TryGetValue(name, out var property) || (name == "template" && schema.Name == HasPointerToTemplate))
            {
                continue;
            }

            empty[name] = property switch
            {
                { Properties.Count: > 0, AtomicMap: false } => EmptyOf(property),
                { Type: "string", Format: "" } => "",
                { Type: "integer" } => 0,
                { Type: "boolean" } => false,
                _ => null,
            };
        }

        foreach (var (name, value) in schema.Name == "io.k8s.api.core.v1.Event" ? OfEvent : [])
        {
            empty[name] = value;
        }

        return empty;
    }
}
