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

    [Theory]
    [InlineData(
        "MachineSet", """{"spec":{"replicas":"two"}}""",
        "json: cannot unmarshal string into Go struct field MachineSetSpec.spec.replicas of type int32")]
    [InlineData(
        "MachineDeployment", """{"spec":{"template":{"metadata":{"annotations":{"mail":true}}}}}""",
        "json: cannot unmarshal bool into Go struct field ObjectMeta.spec.template.metadata.annotations of type string")]
    [InlineData(
        "MachineDeployment", """{"spec":{"selector":{"matchLabels":{"example.com/tier":7}}}}""",
        "json: cannot unmarshal number into Go struct field LabelSelector.spec.selector.matchLabels of type string")]
    [InlineData(
        "KubeadmControlPlane", """{"spec":{"kubeadmConfigSpec":{"files":[{"append":"yes"}]}}}""",
        "json: cannot unmarshal string into Go struct field BootstrapFile.spec.kubeadmConfigSpec.files.append of type bool")]
    [InlineData(
        "DevMachine", """{"spec":{"backend":{"inMemory":{"vm":{"provisioning":{"startupDuration":"soon"}}}}}}""",
        "time: invalid duration \"soon\"")]
    [InlineData(
        "KubeadmControlPlane", """{"spec":{"kubeadmConfigSpec":{"initConfiguration":{"bootstrapTokens":[{"token":"abc"}]}}}}""",
        @"the bootstrap token was not of the form ""\\A([a-z0-9]{6})\\.([a-z0-9]{16})\\z""")]
    public void Default_ObjectThatCannotBeRead_IsRefusedAsAMistake(string kind, string patch, string expected)
    {
        var obj = Manifests.Of(kind, patch);

        var refusal = new AdmissionRules().Default(KindOf(obj), obj, old: null)!;

        Assert.Equal((400, "", expected), (refusal.Code, refusal.Reason, refusal.Message));
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
