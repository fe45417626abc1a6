using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>
/// A definition as kube-apiserver looks at it: what all versions have alike (schema, subresources, columns, selectable fields) counts
/// as the definition's own, and errors name it there.
/// </summary>
internal sealed class DefinitionForm
{
    public DefinitionForm(JsonObject spec)
    {
        Spec = spec;
        Versions = [.. spec.List("versions")?.OfType<JsonObject>() ?? []];
        SharesSchema = Shares("schema");
        SharesSubresources = Shares("subresources");
        SharesColumns = Shares("additionalPrinterColumns");
        SharesSelectableFields = Shares("selectableFields");
    }

    public JsonObject Spec { get; }

    public IReadOnlyList<JsonObject> Versions { get; }

    public bool SharesSchema { get; }

    public bool SharesSubresources { get; }

    public bool SharesColumns { get; }

    public bool SharesSelectableFields { get; }

    /// <summary>The schema of a version; null when it has none.</summary>
    public static JsonObject? SchemaOf(JsonObject version) => version.Map("schema")?.Map("openAPIV3Schema");

    /// <summary>Whether a version serves the status subresource.</summary>
    public static bool HasStatus(JsonObject version) => version.Map("subresources")?.Map("status") is not null;

    /// <summary>Where something of a version stands that all versions may share under a name of its own.</summary>
    public static string Path(bool shared, int version, string name) => shared ? $"spec.{name}" : $"spec.versions[{version}].{name}";

    private bool Shares(string name)
    {
        for (var i = 1; i < Versions.Count; i++)
        {
            if (!JsonNode.DeepEquals(Versions[i][name], Versions[0][name]))
            {
                return false;
            }
        }

        return Versions.Count > 0;
    }
}
