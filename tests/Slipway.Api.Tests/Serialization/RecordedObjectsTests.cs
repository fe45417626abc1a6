using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Serialization;
using Slipway.Api.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Tests.Serialization;

public sealed class RecordedObjectsTests
{
    [Fact]
    public void RoundTrip_RecordedObject_LosesNothing()
    {
        var checkedKinds = new HashSet<string>();
        foreach (var wire in YamlObjects.Load(Repository.RequireShared("oracle/capi-state/management.yaml")))
        {
            if (ApiTypes.Find(GroupVersionKind.Parse((string)wire["apiVersion"]!, (string)wire["kind"]!)) is not { } type)
            {
                continue;
            }

            var contract = ApiJson.Options.GetTypeInfo(type.ClassType);
            var back = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(wire, contract), contract);
            Assert.True(JsonNode.DeepEquals(wire, back), $"read:\n{wire}\nwritten:\n{back}");
            checkedKinds.Add(type.Resource.Kind.Kind);
        }

        Assert.NotEmpty(checkedKinds);
    }
}
