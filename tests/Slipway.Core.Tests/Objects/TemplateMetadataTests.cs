using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Core.Objects;

namespace Slipway.Core.Tests.Objects;

public sealed class TemplateMetadataTests
{
    private const string Ours = "capi-machineset";

    [Theory]
    [InlineData("the template's label is there", """{"a":"1"}""", """{"a":"1"}""", "", "")]
    [InlineData("it is missing", "{}", """{"a":"1"}""", "", """{"labels":{"a":"1"}}""")]
    [InlineData("it has another value", """{"a":"0"}""", """{"a":"1"}""", "", """{"labels":{"a":"1"}}""")]
    [InlineData("the template has it no more", """{"a":"1"}""", "{}", "", """{"labels":{"a":null}}""")]
    [InlineData("a user claims it too", """{"a":"1"}""", "{}", "kubectl-edit", "")]
    [InlineData("it is kept", """{"kept":"1"}""", "{}", "", "")]
    public void Drift_OfALabelThatWasTheTemplates_IsWhatThePatchHasToChange(string when, string current, string wanted, string other, string expected)
    {
        var patch = Wanting(wanted).Drift(Machine(current, [Ours, .. other.Length > 0 ? [other] : Array.Empty<string>()]), key => key == "kept");

        Assert.True(expected == (patch?.ToJsonString() ?? ""), $"when {when}: {patch?.ToJsonString()}");
    }

    [Fact]
    public void Drift_OfALabelThatOnlyAUserHasSet_LeavesIt() =>
        Assert.Null(Wanting("{}").Drift(Machine("""{"a":"1"}""", ["kubectl-label"]), _ => false));

    private static TemplateMetadata Wanting(string labels) => new(Ours, Map(labels), Map("{}"));

    private static V1ObjectMeta Machine(string labels, string[] managers) => new()
    {
        Labels = Map(labels),
        ManagedFields = [.. managers.Select(m => new V1ManagedFieldsEntry { Manager = m, FieldsV1 = Owning(Map(labels).Keys) })],
    };

    private static JsonElement Owning(IEnumerable<string> labels)
    {
        var owned = new JsonObject(labels.Select(l => KeyValuePair.Create<string, JsonNode?>($"f:{l}", new JsonObject())));
        var fields = new JsonObject { ["f:metadata"] = new JsonObject { ["f:labels"] = owned } };
        return JsonDocument.Parse(fields.ToJsonString()).RootElement;
    }

    private static Dictionary<string, string> Map(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
