using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.CustomResources;

/// <summary>Definitions of a kind Thing.</summary>
internal static class Definitions
{
    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    /// <summary>A definition of one version, whose objects have this <c>spec</c>.</summary>
    public static JsonObject Thing(JsonObject spec) => Parse(
        """
        {
          "metadata": {"name": "things.x.example.com"},
          "spec": {
            "group": "x.example.com", "scope": "Namespaced", "names": {"plural": "things", "kind": "Thing"},
            "versions": [{"name": "v1", "served": true, "storage": true,
              "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": $spec}}}}]
          }
        }
        """.Replace("$spec", spec.ToJsonString(), StringComparison.Ordinal));

    /// <summary>The same with one field of the definition's spec replaced.</summary>
    public static JsonObject With(string field, string json)
    {
        var definition = Thing(new JsonObject { ["type"] = "object" });
        definition["spec"]![field] = JsonNode.Parse(json.Replace('\'', '"'));
        return definition;
    }
}
