using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Tests.Admission;

public sealed class DefaultingTests
{
    [Fact]
    public void Default_UnknownField_StaysAsItWas()
    {
        var obj = Manifests.Of("Machine", """{"spec":{"newerField":{"a":1},"bootstrap":{"other":true}}}""");

        Default(obj, old: null);

        Assert.Equal(1, (int)obj["spec"]!["newerField"]!["a"]!);
        Assert.True((bool)obj["spec"]!["bootstrap"]!["other"]!);
    }

    [Fact]
    public void Default_FieldOfTheWrongType_LeavesTheObjectToTheSchema()
    {
        var obj = Manifests.Of("Machine", """{"spec":{"minReadySeconds":"soon"}}""");
        var before = obj.DeepClone();

        Default(obj, old: null);

        Assert.True(JsonNode.DeepEquals(before, obj));
    }

    [Fact]
    public void DefaultAndValidate_RecordedObject_ChangesAndRefusesNothing()
    {
        var rules = new AdmissionRules();
        foreach (var recorded in YamlObjects.Load(Repository.RequireShared("oracle/capi-state/management.yaml")))
        {
            var obj = recorded.DeepClone().AsObject();
            Default(obj, recorded);

            Assert.True(JsonNode.DeepEquals(recorded, obj), $"expected {recorded}\nfound {obj}");
            Assert.True(rules.Validate(KindOf(obj), AdmissionVerb.Update, obj, recorded, dryRun: false).IsAllowed);
        }
    }

    private static void Default(JsonObject obj, JsonObject? old) => new AdmissionRules().Default(KindOf(obj), obj, old);

    private static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse((string)obj["apiVersion"]!, (string)obj["kind"]!);
}
