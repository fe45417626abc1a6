using System.Text.Json.Nodes;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Api.Tests.Support;

/// <summary>The objects of a YAML file.</summary>
internal static class YamlObjects
{
    public static IReadOnlyList<JsonObject> Load(string path) => [.. KubeYaml.ParseAll(File.ReadAllText(path)).OfType<JsonObject>()];
}
