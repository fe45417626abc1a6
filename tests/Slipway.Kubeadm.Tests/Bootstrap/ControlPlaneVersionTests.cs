using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.Bootstrap;

/// <summary>The version that templates of files name, of a control plane that somebody else keeps.</summary>
public sealed class ControlPlaneVersionTests
{
    private const string Group = "controlplane.example.com";
    private const string Kind = "RackControlPlane";

    [Theory]
    [InlineData("""{"version": "1.35"}""", "v1.35.0", null)]
    [InlineData("""{"replicas": 3}""", null, null)]
    [InlineData("""{"version": 1.35}""", null, "RackControlPlane rack spec.version: a text such as v1.35.0 was expected")]
    [InlineData("""{"version": "newest"}""", null, "RackControlPlane rack spec.version: \"newest\" is not a version such as v1.35.0")]
    public async Task Read_ForeignKind_IsItsSpecsVersion(string spec, string? expected, string? problem)
    {
        var found = await ReadAsync(Definition(), Object("v2alpha1", spec));

        Assert.Equal((expected, problem), (found.Text, found.Problem?.Message));
    }

    // The definition says which version has the contract; another one may lay things out otherwise.
    [Fact]
    public async Task Read_ForeignKindInAnotherVersion_IsNotLookedAt()
    {
        var found = await ReadAsync(Definition(), Object("v1", """{"version": "v1.30.0"}"""));

        Assert.Equal((ErrorCodes.ReferenceNotFound, "Cluster spec.controlPlaneRef: there is no RackControlPlane rack"), found.Problem);
    }

    [Fact]
    public async Task Read_KindThatIsNotInstalled_NamesItsDefinition()
    {
        var found = await ReadAsync();

        Assert.StartsWith(
            $"Cluster spec.controlPlaneRef: There is no CustomResourceDefinition rackcontrolplanes.{Group}",
            found.Problem!.Value.Message,
            StringComparison.Ordinal);
    }

    private static async Task<ControlPlaneVersion> ReadAsync(params (ResourceType, KubeObject)[] objects)
    {
        var cluster = new Cluster
        {
            Metadata = new V1ObjectMeta { Name = "demo", NamespaceProperty = "default" },
            Spec = new ClusterSpec { ControlPlaneRef = new() { ApiGroup = Group, Kind = Kind, Name = "rack" } },
        };
        return await ControlPlaneVersion.ReadAsync(new SeenObjects(objects), cluster, TestContext.Current.CancellationToken);
    }

    private static (ResourceType, KubeObject) Definition() => (BuiltInTypes.CustomResourceDefinition, KubeObject.From(new JsonObject
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"rackcontrolplanes.{Group}", ["labels"] = new JsonObject { ["cluster.x-k8s.io/v1beta2"] = "v2alpha1" },
        },
    }));

    private static (ResourceType, KubeObject) Object(string version, string spec) => (
        new ResourceType(new GroupVersionKind(Group, version, Kind), "rackcontrolplanes", Namespaced: true),
        KubeObject.From(new JsonObject
        {
            ["apiVersion"] = $"{Group}/{version}",
            ["kind"] = Kind,
            ["metadata"] = new JsonObject { ["name"] = "rack", ["namespace"] = "default" },
            ["spec"] = JsonNode.Parse(spec),
        }));
}
