using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api;

namespace Slipway.CrdGenerator;

/// <summary>The files of src/Slipway.Api/Crds as they must be for the classes of now.</summary>
internal static class CrdFiles
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>File name and content, a kind each.</summary>
    /// <param name="crds">The folder of the definitions, in which the outlines of the older versions are.</param>
    public static IEnumerable<(string Name, string Content)> Generate(string crds)
    {
        var builder = new CrdBuilder(XmlDocumentation.Load(typeof(ApiTypes).Assembly), new OlderVersions(Path.Combine(crds, "older")));
        var moved = ApiTypes.Moved.Select(m => builder.BuildMoved(ApiTypes.Find(m.Now.Kind)!.ClassType, m.Resource.Kind.Group));
        foreach (var crd in ApiTypes.All.Select(t => builder.Build(t.ClassType)).Concat(moved))
        {
            yield return ($"{crd["metadata"]!["name"]}.json", ToText(crd));
        }
    }

    private static string ToText(JsonNode node) => node.ToJsonString(Indented) + "\n";
}
