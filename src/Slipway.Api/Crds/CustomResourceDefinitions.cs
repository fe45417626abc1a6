using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Crds;

/// <summary>The CustomResourceDefinitions of this room's kinds, generated from their classes.</summary>
public static class CustomResourceDefinitions
{
    private const string Prefix = "crds/";

    /// <summary>Reads all of them from the assembly; the documents are the caller's own, ordered by name.</summary>
    public static IReadOnlyList<JsonObject> Load()
    {
        var assembly = typeof(CustomResourceDefinitions).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];

        JsonObject Read(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonNode.Parse(stream, documentOptions: KubeJson.DocumentOptions)!.AsObject();
        }
    }
}
