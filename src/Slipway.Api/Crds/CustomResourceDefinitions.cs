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
    }

    /// <summary>Reads the one of a kind; the document is the caller's own.</summary>
    /// <param name="kind">A kind of this room.</param>
    public static JsonObject Load(GroupKind kind) =>
        Read($"{Prefix}{ApiTypes.All.First(t => t.Resource.Kind.GroupKind == kind).Resource.GroupResource}.json");

    private static JsonObject Read(string name)
    {
        using var stream = typeof(CustomResourceDefinitions).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream, documentOptions: KubeJson.DocumentOptions)!.AsObject();
    }
}
