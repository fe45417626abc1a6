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
    /// <param name="kind">A kind of this room, in its group of today or the one it had.</param>
    public static JsonObject Load(GroupKind kind)
    {
        var resources = ApiTypes.All.Select(t => t.Resource).Concat(ApiTypes.Moved.Select(m => m.Resource));
        return Read($"{Prefix}{resources.First(r => r.Kind.GroupKind == kind).GroupResource}.json");
    }

    private static JsonObject Read(string name)
    {
        using var stream = typeof(CustomResourceDefinitions).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream, documentOptions: KubeJson.DocumentOptions)!.AsObject();
    }
}
