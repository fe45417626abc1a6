using System.Text.Json;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Api.Tests.Serialization;

public sealed class WireFormatTests
{
    [Theory]
    [InlineData("2026-01-31T23:59:59Z")]
    [InlineData("2026-01-31T23:59:59.987654Z")]
    [InlineData("2026-02-01T01:59:59+02:00")]
    public void Times_AnyRfc3339_AreWrittenInUtcAndWholeSeconds(string given)
    {
        var machine = JsonSerializer.Deserialize($$"""{"metadata":{"creationTimestamp":"{{given}}"},"status":{"lastUpdated":"{{given}}"} }""", CoreTypes.Machine.Json)!;

        var written = JsonSerializer.SerializeToNode(machine, CoreTypes.Machine.Json)!;

        Assert.Equal("2026-01-31T23:59:59Z", (string)written["metadata"]!["creationTimestamp"]!);
        Assert.Equal("2026-01-31T23:59:59Z", (string)written["status"]!["lastUpdated"]!);
    }

    [Theory]
    [InlineData("\"tomorrow\"", "tomorrow")]
    [InlineData("5", "Number")]
    public void Times_NoTime_SaysWhatIsRight(string given, string named)
    {
        var error = Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize($$"""{"status":{"lastUpdated":{{given}} } }""", CoreTypes.Machine.Json));

        Assert.Contains($"\"{named}\" is not a time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NewObject_Serialized_HasItsKindAndNothingUnset()
    {
        var text = JsonSerializer.Serialize(new Cluster { Metadata = new V1ObjectMeta { Name = "demo" } }, CoreTypes.Cluster.Json);

        Assert.Equal("""{"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Cluster","metadata":{"name":"demo"}}""", text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"25%\"")]
    public void IntOrString_EitherForm_StaysAsItWas(string given)
    {
        var update = $$"""{"spec":{"rollout":{"strategy":{"rollingUpdate":{"maxSurge":{{given}} } } } } }""";

        var written = JsonSerializer.SerializeToNode(
            JsonSerializer.Deserialize(update, CoreTypes.MachineDeployment.Json)!, CoreTypes.MachineDeployment.Json)!;

        Assert.Equal(given, written["spec"]!["rollout"]!["strategy"]!["rollingUpdate"]!["maxSurge"]!.ToJsonString());
    }
}
