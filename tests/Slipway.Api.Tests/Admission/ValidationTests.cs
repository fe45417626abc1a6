using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Admission;

public sealed class ValidationTests
{
    private static readonly AdmissionGates AllOn = new()
    {
        ClusterTopology = true,
        KubeadmBootstrapFormatIgnition = true,
        MachineTaintPropagation = true,
    };

    public static TheoryData<string> Kinds => [.. Manifests.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_ValidObject_NothingIsWrong(string kind) => Assert.Empty(Create(Manifests.Of(kind), AllOn));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Update_OtherAnnotation_NothingIsWrong(string kind) =>
        Assert.Empty(Update(Manifests.Of(kind, """{"metadata":{"annotations":{"a":"b"}}}"""), Manifests.Of(kind), AllOn));

    [Theory]
    [ClassData(typeof(CreateCases))]
    public void Create_WrongField_SaysWhatIsRight(string kind, string patch, string expected) =>
        Assert.Equal([expected], Create(Manifests.Of(kind, patch), AllOn));

    [Theory]
    [ClassData(typeof(UpdateCases))]
    public void Update_WrongChange_SaysWhatIsRight(string kind, string oldPatch, string newPatch, string expected) =>
        Assert.Equal([expected], Update(Manifests.Of(kind, newPatch), Manifests.Of(kind, oldPatch), AllOn));

    [Theory]
    [InlineData("KubeadmControlPlane", """{"spec":{"version":"v1.32.0"}}""")]
    [InlineData("KubeadmControlPlane", """{"spec":{"version":"v1.30.2"}}""")]
    [InlineData("KubeadmControlPlane", """{"spec":{"replicas":5}}""")]
    [InlineData("KubeadmControlPlane", """{"spec":{"kubeadmConfigSpec":{"files":[{"path":"/a","content":"x"}]}}}""")]
    [InlineData("KubeadmControlPlane", """{"spec":{"machineTemplate":{"spec":{"infrastructureRef":{"name":"other"}}}}}""")]
    [InlineData("MachineDeployment", """{"spec":{"template":{"spec":{"version":"v1.40.0"}}}}""")]
    [InlineData("KubeadmConfigTemplate", """{"spec":{"template":{"spec":{"verbosity":9}}}}""")]
    [InlineData("DevMachine", """{"spec":{"providerID":"in-memory://demo"}}""")]
    public void Update_AllowedChange_NothingIsWrong(string kind, string patch) =>
        Assert.Empty(Update(Manifests.Of(kind, patch), Manifests.Of(kind), AllOn));

    [Theory]
    [InlineData("Cluster", """{"spec":{"topology":{"classRef":{"name":"c"},"version":"v1.31.0"}}}""", "spec.topology", "ClusterTopology")]
    [InlineData("Machine", """{"spec":{"taints":[{"key":"a","effect":"NoSchedule","propagation":"Always"}]}}""", "spec.taints", "MachineTaintPropagation")]
    [InlineData("KubeadmConfig", """{"spec":{"format":"ignition"}}""", "spec.format", "KubeadmBootstrapFormatIgnition")]
    [InlineData("KubeadmControlPlaneTemplate", "{}", "spec", "ClusterTopology")]
    public void Create_FeatureGateOff_NamesTheGate(string kind, string patch, string field, string gate)
    {
        var error = Assert.Single(Create(Manifests.Of(kind, patch), new AdmissionGates()));

        Assert.StartsWith($"{field}: Forbidden: ", error, StringComparison.Ordinal);
        Assert.Contains($"feature gate {gate}, which is off", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "spec.replicas: Forbidden: cannot be an even number when etcd is stacked; 4 members survive no more failures than 3")]
    [InlineData(0, "spec.replicas: Forbidden: cannot be 0; a control plane needs 1 machine or more")]
    public void ValidateScale_ControlPlane_HoldsTheSameRule(int replicas, string expected)
    {
        var stored = Manifests.Of("KubeadmControlPlane");

        var errors = new AdmissionRules().ValidateScale(KubeadmTypes.KubeadmControlPlane.Kind, stored, replicas);

        Assert.Equal([expected], errors.Select(e => e.ToString()));
        Assert.Equal(3, (int)stored["spec"]!["replicas"]!);
    }

    [Fact]
    public void ValidateScale_OddReplicas_NothingIsWrong() =>
        Assert.Empty(new AdmissionRules().ValidateScale(KubeadmTypes.KubeadmControlPlane.Kind, Manifests.Of("KubeadmControlPlane"), 5));

    [Fact]
    public void Update_TrialRunOfATopology_TemplateMayDiffer()
    {
        const string Trial = """{"metadata":{"annotations":{"topology.cluster.x-k8s.io/dry-run":""}},"spec":{"template":{"spec":{"providerID":"x"}}}}""";
        var changed = Manifests.Of("DevMachineTemplate", Trial);
        var rules = new AdmissionRules();

        Assert.Empty(rules.Validate(KindOf(changed), AdmissionVerb.Update, changed, Manifests.Of("DevMachineTemplate"), dryRun: true));
        Assert.NotEmpty(rules.Validate(KindOf(changed), AdmissionVerb.Update, changed, Manifests.Of("DevMachineTemplate"), dryRun: false));
    }

    [Fact]
    public void Update_DeletedObjectThatRulesWouldRefuseNow_LosesItsFinalizer()
    {
        const string Deleted = """{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["f"]},"spec":{"replicas":2}}""";
        var stored = Manifests.Of("KubeadmControlPlane", Deleted);
        var released = stored.DeepClone().AsObject();
        released["metadata"]!.AsObject().Remove("finalizers");

        Assert.Empty(Update(released, stored, new AdmissionGates()));
    }

    [Fact]
    public void Delete_AnyObject_IsAllowed()
    {
        var wrong = Manifests.Of("KubeadmControlPlane", """{"spec":{"replicas":2}}""");

        Assert.Empty(new AdmissionRules().Validate(KindOf(wrong), AdmissionVerb.Delete, wrong, wrong, dryRun: false));
    }

    [Fact]
    public void Create_FieldOfTheWrongType_NamesTheField()
    {
        var error = Assert.Single(Create(Manifests.Of("Machine", """{"spec":{"minReadySeconds":"soon"}}"""), AllOn));

        Assert.StartsWith("spec.minReadySeconds: Invalid value", error, StringComparison.Ordinal);
    }

    private static List<string> Create(JsonObject obj, AdmissionGates gates) =>
        Texts(new AdmissionRules(gates).Validate(KindOf(obj), AdmissionVerb.Create, obj, old: null, dryRun: false));

    private static List<string> Update(JsonObject obj, JsonObject old, AdmissionGates gates) =>
        Texts(new AdmissionRules(gates).Validate(KindOf(obj), AdmissionVerb.Update, obj, old, dryRun: false));

    private static List<string> Texts(IEnumerable<FieldError> errors) => [.. errors.Select(e => e.ToString())];

    private static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse((string)obj["apiVersion"]!, (string)obj["kind"]!);
}
