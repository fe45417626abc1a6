using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

/// <summary>Asks the rules about an object and changes of it, and compares what a person is told: one line a mistake, in order.</summary>
internal static class RuleTests
{
    public static AdmissionGates AllOn { get; } = new()
    {
        ClusterTopology = true,
        KubeadmBootstrapFormatIgnition = true,
        MachineTaintPropagation = true,
    };

    /// <summary>A valid object of the kind, patched, is refused as expected when it is new.</summary>
    public static void AssertCreate(string kind, string patch, string expected, AdmissionGates? gates = null) =>
        Assert.Equal(expected, Ask(Manifests.Of(kind, patch), old: null, gates));

    /// <summary>A change of a valid object is refused as expected.</summary>
    public static void AssertUpdate(string kind, string oldPatch, string newPatch, string expected, AdmissionGates? gates = null) =>
        Assert.Equal(expected, Ask(Manifests.Of(kind, newPatch), Manifests.Of(kind, oldPatch), gates));

    /// <summary>What a valid object, patched, has after its defaults beyond what was given.</summary>
    public static void AssertDefaults(string kind, string patch, string added, string? oldPatch = null)
    {
        var obj = Manifests.Of(kind, patch);
        var expected = MergePatch.Apply(obj.DeepClone(), JsonNode.Parse(added));

        Assert.Null(new AdmissionRules().Default(KindOf(obj), obj, oldPatch is null ? null : Manifests.Of(kind, oldPatch)));

        Assert.True(JsonNode.DeepEquals(expected, obj), $"expected {expected}\nfound {obj}");
    }

    /// <summary>What the rules say about an object.</summary>
    public static string Ask(JsonObject obj, JsonObject? old, AdmissionGates? gates = null, bool dryRun = false)
    {
        var verb = old is null ? AdmissionVerb.Create : AdmissionVerb.Update;
        var verdict = new AdmissionRules(gates ?? AllOn).Validate(KindOf(obj), verb, obj, old, dryRun);
        return string.Join('\n', verdict.Denial is { } denial ? [denial.Message] : verdict.Errors.Select(e => e.ToString()));
    }

    public static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse((string)obj["apiVersion"]!, (string)obj["kind"]!);
}
