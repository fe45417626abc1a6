using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

public sealed class ValidationTests
{
    public static TheoryData<string> Kinds => [.. Manifests.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_ValidObject_NothingIsWrong(string kind) => Assert.Empty(RuleTests.Ask(Manifests.Of(kind), old: null));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Update_OtherAnnotation_NothingIsWrong(string kind) =>
        Assert.Empty(RuleTests.Ask(Manifests.Of(kind, """{"metadata":{"annotations":{"a":"b"}}}"""), Manifests.Of(kind)));

    [Fact]
    public void Update_DeletedObjectThatRulesWouldRefuseNow_LosesItsFinalizer()
    {
        const string Deleted = """{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["f"]},"spec":{"replicas":2}}""";
        var stored = Manifests.Of("KubeadmControlPlane", Deleted);
        var released = stored.DeepClone().AsObject();
        released["metadata"]!.AsObject().Remove("finalizers");

        Assert.Empty(RuleTests.Ask(released, stored, new AdmissionGates()));
    }

    [Fact]
    public void Delete_AnyObject_IsAllowed()
    {
        var wrong = Manifests.Of("KubeadmControlPlane", """{"spec":{"replicas":2}}""");

        Assert.True(new AdmissionRules().Validate(RuleTests.KindOf(wrong), AdmissionVerb.Delete, wrong, wrong, dryRun: false).IsAllowed);
    }

    [Fact]
    public void Create_FieldOfTheWrongType_NamesTheField() => Assert.StartsWith(
        "spec.minReadySeconds: Invalid value",
        RuleTests.Ask(Manifests.Of("Machine", """{"spec":{"minReadySeconds":"soon"}}"""), old: null),
        StringComparison.Ordinal);
}
