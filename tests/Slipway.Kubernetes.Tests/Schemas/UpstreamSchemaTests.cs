using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubernetes.Tests.Schemas;

/// <summary>The machinery against what upstream really ships: its CRDs and the definitions of a real kube-apiserver.</summary>
public sealed class UpstreamSchemaTests
{
    [Fact]
    public void Check_EveryUpstreamCrd_IsStructural()
    {
        var folder = Repository.RequireShared("upstream/crds");
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            foreach (var crd in KubeYaml.ParseAll(File.ReadAllText(file)).Where(node => (string?)node["kind"] == "CustomResourceDefinition"))
            {
                foreach (var version in crd["spec"]!["versions"]!.AsArray())
                {
                    var schema = Schema.FromJson(version!["schema"]!["openAPIV3Schema"]!);

                    Assert.Empty(StructuralSchemaCheck.Check(schema, $"{crd["metadata"]!["name"]}/{version["name"]}"));
                    count++;
                }
            }
        }

        Assert.True(count > 0, $"{folder} holds no CRD");
    }

    [Fact]
    public void Definitions_EveryReference_Resolves()
    {
        var definitions = SchemaDefinitions.Parse(File.ReadAllBytes(Repository.RequireShared("oracle/kube-api/facts/definitions.json")));

        foreach (var name in definitions.Names)
        {
            var schema = definitions.Find(name)!;
            Assert.All(schema.Properties.Values, property => _ = property.Items?.Type ?? property.AdditionalProperties?.Type);
        }
    }

    [Fact]
    public void StrategicMerge_RealPodSchema_MergesContainersByName()
    {
        var definitions = SchemaDefinitions.Parse(File.ReadAllBytes(Repository.RequireShared("oracle/kube-api/facts/definitions.json")));
        var pod = Json.Object("{'spec': {'containers': [{'name': 'a', 'image': 'x', 'env': [{'name': 'E', 'value': '1'}]}, {'name': 'b'}]}}");
        var patch = Json.Object("{'spec': {'containers': [{'name': 'a', 'image': 'y', 'env': [{'name': 'F', 'value': '2'}]}]}}");

        var patched = StrategicMergePatch.Apply(pod, patch, definitions.Find("io.k8s.api.core.v1.Pod")!);

        Json.AssertEqual(
            "{'spec': {'containers': [{'name': 'a', 'image': 'y', 'env': [{'name': 'F', 'value': '2'}, {'name': 'E', 'value': '1'}]}, {'name': 'b'}]}}",
            patched);
    }

    [Fact]
    public void Prune_RealKind_NamesUnknownFields()
    {
        var definitions = SchemaDefinitions.Parse(File.ReadAllBytes(Repository.RequireShared("oracle/kube-api/facts/definitions.json")));
        var configMap = Json.Object("{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'a', 'labelz': {}}, 'dta': {}, 'data': {'k': 'v'}}");

        Assert.Equal(["dta", "metadata.labelz"], SchemaPruner.Prune(configMap, definitions.Find("io.k8s.api.core.v1.ConfigMap")!));
    }
}
